// title: The graph of accounts that paid each other, into the plug-in's memory
// about: One relationship for two accounts, whichever way money went: betweenness would count two as two ways.
MATCH (a:Account)-[r:TRANSFERRED]->(b:Account)
WHERE a <> b AND r.load <= $view AND NOT coalesce(a.kind, '') IN ['atm', 'cash'] AND NOT coalesce(b.kind, '') IN ['atm', 'cash']
WITH CASE WHEN a.id < b.id THEN a ELSE b END AS low, CASE WHEN a.id < b.id THEN b ELSE a END AS high, toFloat(count(*)) AS weight
WITH gds.graph.project($graph, low, high, {relationshipProperties: {weight: weight}}, {undirectedRelationshipTypes: ['*']}) AS made
RETURN made.nodeCount AS accounts
