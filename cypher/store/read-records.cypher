// title: Facts that are nodes, a range of rows at a time
// parameters: from = first row, to = row after the last
MATCH (r:CompanyRecord)
USING INDEX SEEK r:CompanyRecord(row)
WHERE r.row >= toInteger($from) AND r.row < toInteger($to)
RETURN r {.*} AS fact
