// title: Facts with these ids, as relationships
// parameters: keys = ids, before = first row that does not count
UNWIND $keys AS key
MATCH ()-[r:TRANSFERRED]->()
USING INDEX SEEK r:TRANSFERRED(id)
WHERE r.id = key AND r.row + 0 < toInteger($before)
RETURN r {.*} AS fact
