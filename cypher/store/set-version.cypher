// title: The layout's version, kept with the store
MERGE (s:TamyrStore {key: 'store'})
  ON CREATE SET s.seq = 0, s.file = 0
SET s.version = $version
