// title: Nodes of entities; their internal ids, so that relationships need not look them up again
// parameters: ids = of entities of one kind, load = number of the load
UNWIND $ids AS id
MERGE (n:Company {id: id})
  ON CREATE SET n.load = toInteger($load), n.referenceOnly = true
RETURN n.id AS id, elementId(n) AS node
