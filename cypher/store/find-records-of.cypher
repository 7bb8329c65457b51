// title: Facts about these entities, as nodes
// parameters: keys = ids of entities, column = property with the id, before = first row that does not count
// The row is compared as a sum, so that no plan made for an empty store looks up all rows for each key.
UNWIND $keys AS key
MATCH (e:Company|Person|Account|Address|Contact {id: key})<-[:ABOUT]-(r:CompanyRecord)
WHERE r[$column] = key AND r.row + 0 < toInteger($before)
RETURN r {.*} AS fact
