// title: Ids of facts that are relationships, by row
// parameters: rows = their numbers
UNWIND $rows AS row
MATCH ()-[r:TRANSFERRED]->()
USING INDEX SEEK r:TRANSFERRED(row)
WHERE r.row = toInteger(row)
RETURN collect(r.row) AS row, collect(r.id) AS id
