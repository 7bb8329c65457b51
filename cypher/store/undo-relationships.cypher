// title: Take back what an unfinished load changed of facts, some at a time
// parameters: load = number of the load
MATCH ()-[r:OWNS]->()
USING INDEX SEEK r:OWNS(changed)
WHERE r.changed = $load AND r.derived IS NULL
WITH r LIMIT 5000
SET r.extract = r.beforeExtract, r.began = r.beforeBegan, r.ended = r.beforeEnded, r.changed = r.beforeChanged
REMOVE r.beforeExtract, r.beforeBegan, r.beforeEnded, r.beforeChanged
RETURN count(*) AS count
