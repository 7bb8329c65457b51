// title: Remove the relationships that follow from what entities show
// parameters: ids = of entities
UNWIND $ids AS id
MATCH (e:Company|Account {id: id})
CALL {
  WITH e
  MATCH (e)-[r:REGISTERED_AT|REACHED_BY]->() WHERE r.derived DELETE r
}
CALL {
  WITH e
  MATCH (e)<-[r:HOLDS|OWNS]-() WHERE r.derived DELETE r
}
