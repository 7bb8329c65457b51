// title: Forget that changes were made, which have been taken back
// parameters: load = number of the load
MATCH (b:Batch) WHERE b.load = $load AND b.key CONTAINS '/changed/'
DELETE b
