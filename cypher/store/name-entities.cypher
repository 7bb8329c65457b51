// title: Names of addresses and contacts: of several wordings the first in order stays
// parameters: rows = [id, name, folded, kind]
UNWIND $rows AS row
MATCH (n:Address|Contact {id: row[0]}) WHERE n.name IS NULL OR row[1] < n.name
SET n.name = row[1], n.folded = row[2], n.kind = row[3]
