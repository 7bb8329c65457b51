// title: Facts of these files, as relationships, a range of rows at a time
// parameters: from = first row, to = row after the last, files = numbers of files
MATCH ()-[r:OWNS]->()
USING INDEX SEEK r:OWNS(row)
WHERE r.row >= toInteger($from) AND r.row < toInteger($to) AND r.derived IS NULL AND r.file IN $files
RETURN r {.*} AS fact
