// title: Relationships that follow from what entities show; they are no facts of their own, `row` is where they come from
// parameters: rows = [from, to, properties]
UNWIND $rows AS row
MATCH (a:Company|Person|Account {id: row[0]})
MATCH (b:Address|Contact|Account {id: row[1]})
CREATE (a)-[r:REGISTERED_AT]->(b)
SET r = row[2], r.derived = true
