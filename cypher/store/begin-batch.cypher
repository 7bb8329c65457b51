// title: Mark a batch as done, in the transaction that writes it, unless it is done or was written in halves
// parameters: owner = the writer, key = of the batch, half = key of its first half, load = number of the load
MATCH (s:TamyrStore {key: 'store', writer: $owner})
OPTIONAL MATCH (done:Batch {key: $key})
OPTIONAL MATCH (part:Batch {key: $half})
WITH done IS NOT NULL AS done, part IS NOT NULL AS halved
FOREACH (_ IN CASE WHEN done OR halved THEN [] ELSE [1] END | CREATE (:Batch {key: $key, load: toInteger($load)}))
RETURN done, halved
