// title: Forget that a run was published
MATCH (p:PublishedRun {run: $run})
DELETE p
RETURN count(*) AS removed
