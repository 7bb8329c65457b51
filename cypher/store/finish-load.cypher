// title: Nothing is left to do of a load: its marks go
// parameters: load = number of the load
MATCH (l:Load {seq: $load})
SET l.shown = true
REMOVE l.plan
WITH l
OPTIONAL MATCH (b:Batch) WHERE b.load = $load
DELETE b
