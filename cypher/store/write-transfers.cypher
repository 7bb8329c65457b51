// title: Transfers, column by column: most of what is ever loaded
// parameters: load = number of the load, rows = [from, to (the server's numbers of their nodes), then as below]
UNWIND $rows AS row
MATCH (a) WHERE id(a) = toInteger(row[0])
MATCH (b) WHERE id(b) = toInteger(row[1])
CREATE (a)-[:TRANSFERRED {
  id: row[2], at: toInteger(row[3]), precision: toInteger(row[4]), src: a.id, dst: b.id, amount: toInteger(row[5]),
  currency: row[6], channel: row[7], purpose: row[8], payer_id: row[9], confirmed: row[10], mcc: row[11],
  invoice_id: row[12], from_name: row[13], to_name: row[14], attrs: row[15],
  row: toInteger(row[16]), file: toInteger(row[17]), line: toInteger(row[18]), load: toInteger($load),
  extract: toInteger(row[19]), began: row[20], ended: row[21]
}]->(b)
