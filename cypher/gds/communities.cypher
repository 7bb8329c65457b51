// title: Measure: communities
CALL gds.leiden.stream($graph, {relationshipWeightProperty: 'weight', randomSeed: 1, concurrency: 1, maxLevels: 20}) YIELD nodeId, communityId AS value
RETURN gds.util.asNode(nodeId).id AS id, toFloat(value) AS value
ORDER BY id
