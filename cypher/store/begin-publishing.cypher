// title: Say that a run is being published
MERGE (p:PublishedRun {run: $run})
SET p.state = 'writing', p.asOf = $asOf
