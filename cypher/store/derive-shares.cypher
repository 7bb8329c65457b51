// title: A founder with a share owns it, too
// parameters: ids = of companies
UNWIND $ids AS id
MATCH (holder)-[f:FOUNDED]->(c:Company {id: id}) WHERE f.share IS NOT NULL
CREATE (holder)-[r:OWNS]->(c)
SET r = f, r.derived = true, r.of = 'roles'
