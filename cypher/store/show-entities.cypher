// title: What entities of one kind show; a table lists them
// parameters: rows = [id, properties]
UNWIND $rows AS row
MATCH (n:Company {id: row[0]})
SET n += row[1]
REMOVE n.referenceOnly
