// title: Add a document to the journal, once for each key
MATCH (s:TamyrStore {key: 'store'})
SET s.journal = coalesce(s.journal, 0) + 1
MERGE (j:Journal {key: $key})
  ON CREATE SET j.seq = s.journal, j.topic = $topic, j.document = $document
