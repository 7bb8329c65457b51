// title: Write scores of a run
// about: Taken again it writes the same. Answers the scores that found no entity.
UNWIND $rows AS row
MERGE (s:Score {key: $run + ' ' + row.id})
SET s.run = $run, s.score = row.score, s.cluster = row.cluster, s.indicators = row.indicators, s.contributions = row.contributions
WITH s, row
OPTIONAL MATCH (n:Company|Person|Account {id: row.id})
FOREACH (entity IN CASE WHEN n IS NULL THEN [] ELSE [n] END | MERGE (s)-[:SCORE_OF]->(entity))
RETURN sum(CASE WHEN n IS NULL THEN 1 ELSE 0 END) AS missing
