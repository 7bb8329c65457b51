// title: The graph of accounts that paid each other, into the plug-in's memory
MATCH (a:Account)-[r:TRANSFERRED]->(b:Account)
WHERE a <> b AND r.load <= $view AND NOT coalesce(a.kind, '') IN ['atm', 'cash'] AND NOT coalesce(b.kind, '') IN ['atm', 'cash']
WITH a, b, toFloat(count(*)) AS weight
WITH gds.graph.project($graph, a, b, {relationshipProperties: {weight: weight}}, {undirectedRelationshipTypes: ['*']}) AS made
RETURN made.nodeCount AS accounts
