// title: Remove the rejects or marks of an unfinished load, some at a time
// parameters: load = number of the load
MATCH (n:Reject|Batch) WHERE n.seq = $load OR n.load = $load
WITH n LIMIT 5000
DELETE n
RETURN count(*) AS count
