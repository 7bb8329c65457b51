// title: Say that a run is published whole
MATCH (p:PublishedRun {run: $run})
SET p.state = 'published', p.findings = $findings, p.clusters = $clusters, p.scores = $scores
