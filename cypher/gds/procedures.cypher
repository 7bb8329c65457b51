// title: Which of the procedures that are used are there
SHOW PROCEDURES YIELD name
WHERE name IN ['gds.graph.drop', 'gds.graph.project.estimate', 'gds.leiden.stream', 'gds.wcc.stream', 'gds.degree.stream', 'gds.betweenness.stream']
RETURN count(name) AS found
