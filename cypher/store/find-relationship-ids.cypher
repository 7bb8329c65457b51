// title: Rows of facts that are relationships and have an id of their own
// parameters: ids
UNWIND $ids AS id
MATCH ()-[r:TRANSFERRED]->()
USING INDEX SEEK r:TRANSFERRED(id)
WHERE r.id = id
RETURN r.id AS id, r.row AS row
