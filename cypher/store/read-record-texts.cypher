// title: Texts of facts that are nodes, a range of rows at a time
// parameters: from = first row, to = row after the last, names = the properties
MATCH (r:CashOperation)
USING INDEX SEEK r:CashOperation(row)
WHERE r.row >= $from AND r.row < $to
RETURN collect(r.row) AS row, collect([name IN $names | r[name]]) AS texts
