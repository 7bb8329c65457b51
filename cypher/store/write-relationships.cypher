// title: Facts that are relationships
// parameters: rows = [from, to, properties]
UNWIND $rows AS row
MATCH (a) WHERE elementId(a) = row[0]
MATCH (b) WHERE elementId(b) = row[1]
CREATE (a)-[r:OWNS]->(b)
SET r = row[2]
