// title: Ids of facts that are nodes, by row
// parameters: rows = their numbers
UNWIND $rows AS row
MATCH (r:CashOperation {row: toInteger(row)})
RETURN collect(r.row) AS row, collect(r.id) AS id
