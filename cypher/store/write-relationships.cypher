// title: Facts that are relationships
// parameters: rows = [from, to (the server's numbers of their nodes), properties]
UNWIND $rows AS row
MATCH (a) WHERE id(a) = toInteger(row[0])
MATCH (b) WHERE id(b) = toInteger(row[1])
CREATE (a)-[r:OWNS]->(b)
SET r = row[2]
