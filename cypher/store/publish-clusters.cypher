// title: Write clusters of a run and their members
// about: Taken again it writes the same. Answers the ties that found no entity.
UNWIND $rows AS row
MERGE (c:Cluster {key: $run + ' ' + row.id})
SET c.run = $run, c.id = row.id, c.kind = row.kind, c.score = row.score, c.change = row.change, c.organisers = row.organisers,
    c.title_en = row.title.en, c.title_ru = row.title.ru, c.title_kk = row.title.kk,
    c.summary_en = row.summary.en, c.summary_ru = row.summary.ru, c.summary_kk = row.summary.kk
WITH c, row
UNWIND row.members AS member
OPTIONAL MATCH (n:Company|Person|Account {id: member})
FOREACH (entity IN CASE WHEN n IS NULL THEN [] ELSE [n] END | MERGE (entity)-[:MEMBER_OF]->(c))
RETURN sum(CASE WHEN n IS NULL THEN 1 ELSE 0 END) AS missing
