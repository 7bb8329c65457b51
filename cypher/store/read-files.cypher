// title: Files of published loads, in the order in which they were added
MATCH (s:TamyrStore {key: 'store'})
MATCH (f:SourceFile) WHERE f.seq <= s.seq
RETURN f {.*} AS file ORDER BY f.file
