// title: The latest day that published loads speak of
MATCH (s:TamyrStore {key: 'store'})
MATCH (l:Load) WHERE l.state = 'published' AND l.seq <= s.seq
RETURN max(l.latestDay) AS day
