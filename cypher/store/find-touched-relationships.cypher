// title: Entities that a load says something about, by facts that are relationships
// parameters: load = number of the load, column = property with the id
MATCH ()-[r:OWNS]->() WHERE (r.load = $load OR r.changed = $load) AND r.derived IS NULL AND r[$column] IS NOT NULL
RETURN DISTINCT r[$column] AS id
