// title: Ids of entities of one kind in their order, with the server's own numbers, some at a time
// parameters: view = newest load that counts, after = the last id that was read, size = how many
MATCH (n:Company) WHERE n.id > $after AND n.load <= toInteger($view)
WITH n ORDER BY n.id LIMIT toInteger($size)
RETURN collect(n.id) AS id, collect(id(n)) AS node
