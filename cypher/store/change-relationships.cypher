// title: Facts that a load states again, begins or ends; what was stays for readers of the store before it
// parameters: load = number of the load, rows = [row, extract, began, ended]
UNWIND $rows AS row
MATCH ()-[r:OWNS]->()
USING INDEX SEEK r:OWNS(row)
WHERE r.row = toInteger(row[0]) AND r.derived IS NULL AND coalesce(r.changed, 0) <> toInteger($load)
SET r.beforeExtract = r.extract, r.beforeBegan = r.began, r.beforeEnded = r.ended, r.beforeChanged = r.changed,
    r.extract = toInteger(row[1]), r.began = row[2], r.ended = row[3], r.changed = toInteger($load)
