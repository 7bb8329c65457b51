// title: Facts with these ids, as nodes
// parameters: keys = ids, before = first row that does not count
UNWIND $keys AS key
MATCH (r:CashOperation {id: key}) WHERE r.row + 0 < toInteger($before)
RETURN r {.*} AS fact
