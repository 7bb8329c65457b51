// title: Drop the graph from the plug-in's memory
CALL gds.graph.drop($graph, false) YIELD graphName
RETURN graphName
