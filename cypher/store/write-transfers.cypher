// title: Transfers, column by column: most of what is ever loaded
// parameters: load = number of the load, rows = [from, to, then as below]
UNWIND $rows AS row
MATCH (a) WHERE elementId(a) = row[0]
MATCH (b) WHERE elementId(b) = row[1]
CREATE (a)-[:TRANSFERRED {
  id: row[2], at: toInteger(row[3]), precision: toInteger(row[4]), src: row[5], dst: row[6], amount: toInteger(row[7]),
  currency: row[8], channel: row[9], purpose: row[10], payer_id: row[11], confirmed: row[12], mcc: row[13],
  invoice_id: row[14], from_name: row[15], to_name: row[16], attrs: row[17],
  row: toInteger(row[18]), file: toInteger(row[19]), line: toInteger(row[20]), load: toInteger($load),
  extract: toInteger(row[21]), began: row[22], ended: row[23]
}]->(b)
