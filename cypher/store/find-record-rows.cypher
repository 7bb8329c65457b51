// title: Facts that are nodes, by row
// parameters: rows = their numbers
UNWIND $rows AS row
MATCH (r:CompanyRecord {row: toInteger(row)})
RETURN r {.*} AS fact
