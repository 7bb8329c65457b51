// title: Make a run seen, once its parts are written
// returns: digest of the run that the store keeps under this id: another one than the given is a conflict
MATCH (s:TamyrStore {key: 'store'})
SET s.runs = coalesce(s.runs, 0) + 1
MERGE (r:Run {run: $run})
  ON CREATE SET r.seq = s.runs, r.digest = $digest, r.document = $document, r.timings = $timings, r.parts = $parts
RETURN r.digest AS digest
