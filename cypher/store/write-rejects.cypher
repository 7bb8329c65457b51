// title: What was refused, emptied or there already
// parameters: load = number of the load, rows = [place, properties]
UNWIND $rows AS row
CREATE (r:Reject)
SET r = row[1], r.seq = toInteger($load), r.place = toInteger(row[0])
