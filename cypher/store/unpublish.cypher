// title: Remove some of what a run published
// about: Taken until it removes nothing; facts and the nodes of entities stay as they are.
MATCH (n:Finding|Score|Cluster {run: $run})
WITH n LIMIT $rows
DETACH DELETE n
RETURN count(*) AS removed
