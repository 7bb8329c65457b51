// title: Size of the graph of accounts
MATCH (a:Account)-[r:TRANSFERRED]->(b:Account)
WHERE a <> b AND r.load <= $view AND NOT coalesce(a.kind, '') IN ['atm', 'cash'] AND NOT coalesce(b.kind, '') IN ['atm', 'cash']
WITH DISTINCT a, b
WITH count(*) AS pairs, collect(DISTINCT a) + collect(DISTINCT b) AS ends
RETURN pairs, size(COLLECT { UNWIND ends AS end RETURN DISTINCT end }) AS accounts
