// title: Which of these entities a table lists
// parameters: ids = of entities
UNWIND $ids AS id
MATCH (n:Company|Person|Account {id: id}) WHERE n.referenceOnly IS NULL
RETURN id
