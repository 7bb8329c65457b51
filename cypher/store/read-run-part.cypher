// title: Some documents of a run's part
MATCH (p:RunPart {run: $run, part: $part}) WHERE p.position = $position
RETURN p.documents AS documents
