// title: Published loads, oldest first
MATCH (s:TamyrStore {key: 'store'})
MATCH (l:Load {state: 'published'}) WHERE l.seq <= s.seq
RETURN l.seq AS seq, l.load AS load, l.source AS source, l.snapshot AS snapshot, l.files AS files, l.rows AS rows, l.accepted AS accepted
ORDER BY seq
