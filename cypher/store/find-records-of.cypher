// title: Facts about these entities, as nodes
// parameters: keys = ids of entities, column = property with the id, before = first row that does not count
UNWIND $keys AS key
MATCH (e:Company|Person|Account|Address|Contact {id: key})<-[:ABOUT]-(r:CompanyRecord)
WHERE r[$column] = key AND r.row < toInteger($before)
RETURN r {.*} AS fact
