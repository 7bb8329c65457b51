// title: Facts about these entities, as relationships
// parameters: keys = ids of entities, column = property with the id, before = first row that does not count
// The row is compared as a sum, so that no plan made for an empty store looks up all rows for each key.
UNWIND $keys AS key
MATCH (e:Company|Person|Account|Address|Contact {id: key})-[r:OWNS]-() 
WHERE r[$column] = key AND r.derived IS NULL AND r.row + 0 < toInteger($before)
RETURN DISTINCT r {.*} AS fact
