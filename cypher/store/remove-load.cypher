// title: Remove an unfinished load and its files
// parameters: load = number of the load
MATCH (n:Load|SourceFile) WHERE n.seq = $load
DELETE n
