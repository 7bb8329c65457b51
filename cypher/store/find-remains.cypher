// title: The load that a dead writer left unfinished, and the newest one whose entities are not brought up to date yet
MATCH (s:TamyrStore {key: 'store'})
OPTIONAL MATCH (l:Load) WHERE l.state = 'writing' OR (l.state = 'published' AND l.shown = false)
WITH l ORDER BY l.seq WHERE l IS NOT NULL
RETURN l.seq AS seq, l.state AS state, l.plan AS plan
