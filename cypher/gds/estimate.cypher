// title: Memory that the graph in the plug-in's memory would take
CALL gds.graph.project.estimate('*', '*', {nodeCount: $accounts, relationshipCount: $relationships}) YIELD bytesMax
RETURN bytesMax
