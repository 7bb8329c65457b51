// title: Measure: betweenness
CALL gds.betweenness.stream($graph, {}) YIELD nodeId, score AS value
RETURN gds.util.asNode(nodeId).id AS id, toFloat(value) AS value
ORDER BY id
