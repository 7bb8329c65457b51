// title: Take back what an unfinished load changed of facts (as nodes), some at a time
// parameters: load = number of the load
MATCH (r:CompanyRecord)
USING INDEX SEEK r:CompanyRecord(changed)
WHERE r.changed = $load
WITH r LIMIT 5000
SET r.extract = r.beforeExtract, r.began = r.beforeBegan, r.ended = r.beforeEnded, r.changed = r.beforeChanged
REMOVE r.beforeExtract, r.beforeBegan, r.beforeEnded, r.beforeChanged
RETURN count(*) AS count
