// title: Facts with these ids, as relationships
// parameters: keys = ids, before = first row that does not count
UNWIND $keys AS key
MATCH ()-[r:TRANSFERRED]->() WHERE r.id = key AND r.row < toInteger($before)
RETURN r {.*} AS fact
