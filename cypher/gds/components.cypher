// title: Measure: components
CALL gds.wcc.stream($graph, {}) YIELD nodeId, componentId AS value
RETURN gds.util.asNode(nodeId).id AS id, toFloat(value) AS value
ORDER BY id
