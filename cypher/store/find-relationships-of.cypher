// title: Facts about these entities, as relationships
// parameters: keys = ids of entities, column = property with the id, before = first row that does not count
UNWIND $keys AS key
MATCH (e:Company|Person|Account|Address|Contact {id: key})-[r:OWNS]-() 
WHERE r[$column] = key AND r.derived IS NULL AND r.row < toInteger($before)
RETURN DISTINCT r {.*} AS fact
