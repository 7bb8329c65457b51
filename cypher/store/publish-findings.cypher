// title: Write findings of a run, whom they are about, and their clusters
// about: Clusters come first. Taken again it writes the same. Answers the ties that found no entity.
UNWIND $rows AS row
MERGE (f:Finding {key: $run + ' ' + row.id})
SET f.run = $run, f.id = row.id, f.indicator = row.indicator, f.detector = row.detector, f.severity = row.severity, f.score = row.score,
    f.from = row.from, f.to = row.to, f.amount = row.amount, f.currency = row.currency, f.transactions = row.transactions,
    f.text_en = row.text.en, f.text_ru = row.text.ru, f.text_kk = row.text.kk
WITH f, row
OPTIONAL MATCH (c:Cluster {key: $run + ' ' + row.cluster})
FOREACH (cluster IN CASE WHEN c IS NULL THEN [] ELSE [c] END | MERGE (f)-[:MEMBER_OF]->(cluster))
WITH f, row
UNWIND row.subjects AS subject
OPTIONAL MATCH (n:Company|Person|Account|Address|Contact {id: subject})
FOREACH (entity IN CASE WHEN n IS NULL THEN [] ELSE [n] END | MERGE (entity)-[:SUBJECT_OF]->(f))
RETURN sum(CASE WHEN n IS NULL THEN 1 ELSE 0 END) AS missing
