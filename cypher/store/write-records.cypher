// title: Facts that are nodes
// parameters: rows = [entities that it is about, properties]
UNWIND $rows AS row
CREATE (r:CompanyRecord)
SET r = row[1]
WITH r, row
UNWIND row[0] AS about
MATCH (e) WHERE elementId(e) = about
CREATE (r)-[:ABOUT]->(e)
