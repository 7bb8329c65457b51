// title: Facts that are relationships, by row
// parameters: rows = their numbers
UNWIND $rows AS row
MATCH ()-[r:OWNS]->()
USING INDEX SEEK r:OWNS(row)
WHERE r.row = toInteger(row) AND r.derived IS NULL
RETURN r {.*} AS fact
