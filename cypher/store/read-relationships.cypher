// title: Facts that are relationships, a range of rows at a time
// parameters: from = first row, to = row after the last
MATCH ()-[r:OWNS]->()
USING INDEX SEEK r:OWNS(row)
WHERE r.row >= toInteger($from) AND r.row < toInteger($to) AND r.derived IS NULL
RETURN r {.*} AS fact
