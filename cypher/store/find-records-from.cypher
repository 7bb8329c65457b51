// title: Facts of these files, as nodes, a range of rows at a time
// parameters: from = first row, to = row after the last, files = numbers of files
MATCH (r:CompanyRecord)
USING INDEX SEEK r:CompanyRecord(row)
WHERE r.row >= toInteger($from) AND r.row < toInteger($to) AND r.file IN $files
RETURN r {.*} AS fact
