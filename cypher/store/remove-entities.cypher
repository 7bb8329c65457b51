// title: Remove entities that only an unfinished load names, some at a time
// parameters: load = number of the load
MATCH (n:Company) WHERE n.load = $load
WITH n LIMIT 5000
DETACH DELETE n
RETURN count(*) AS count
