// title: Facts that are nodes
// parameters: rows = [entities that it is about (the server's numbers of their nodes), properties]
UNWIND $rows AS row
CREATE (r:CompanyRecord)
SET r = row[1]
WITH r, row
UNWIND row[0] AS about
MATCH (e) WHERE id(e) = toInteger(about)
CREATE (r)-[:ABOUT]->(e)
