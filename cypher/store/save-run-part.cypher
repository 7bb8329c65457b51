// title: Some documents of a run's part
MERGE (p:RunPart {run: $run, part: $part, position: $position})
SET p.documents = $documents
