// title: Nodes of entities; the server's own numbers of them, so that relationships need not look them up again
// parameters: ids = of entities of one kind, load = number of the load
UNWIND $ids AS id
MERGE (n:Company {id: id})
  ON CREATE SET n.load = toInteger($load), n.referenceOnly = true
RETURN collect(n.id) AS id, collect(id(n)) AS node
