// title: Entities that a load says something about, by facts that are nodes
// parameters: load = number of the load, column = property with the id
MATCH (r:CompanyRecord) WHERE (r.load = $load OR r.changed = $load) AND r[$column] IS NOT NULL
RETURN DISTINCT r[$column] AS id
