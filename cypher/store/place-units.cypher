// title: The building that an address lies in
// parameters: rows = [unit, building]
UNWIND $rows AS row
MATCH (unit:Address {id: row[0]})
MATCH (building:Address {id: row[1]})
MERGE (unit)-[:PART_OF]->(building)
