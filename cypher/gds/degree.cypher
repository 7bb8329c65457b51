// title: Measure: degree
CALL gds.degree.stream($graph, {relationshipWeightProperty: 'weight'}) YIELD nodeId, score AS value
RETURN gds.util.asNode(nodeId).id AS id, toFloat(value) AS value
ORDER BY id
