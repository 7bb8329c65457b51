// indicator: R05
// agrees: equal
WITH ['TERRORISM_FINANCING', 'PERSON_INCAPABLE', 'PERSON_MISSING', 'PERSON_DEAD'] AS lists, date() AS asOf, [] AS only
MATCH (l:Listing)-[:ABOUT]->(holder)-[r:FOUNDED|MANAGES]->(firm:Company)
WHERE l.list IN lists AND coalesce(l.from <= asOf, true) AND coalesce(l.to > asOf, true) AND coalesce(l.began <= asOf, true) AND coalesce(l.ended > asOf, true) AND r.role IN ['founder', 'executive'] AND coalesce(r.from <= asOf, true) AND coalesce(r.to > asOf, true) AND coalesce(r.began <= asOf, true) AND coalesce(r.ended > asOf, true) AND coalesce(firm.dissolved_at > asOf, true)
  AND NOT EXISTS { MATCH (firm)<-[:ABOUT]-(off:Listing) WHERE off.list IN ['INACTIVE', 'BANKRUPT'] AND coalesce(off.from <= asOf, true) AND coalesce(off.to > asOf, true) AND coalesce(off.began <= asOf, true) AND coalesce(off.ended > asOf, true) }
WITH only, holder, collect(DISTINCT l.list) AS status, collect(DISTINCT firm.id) AS firms
WHERE only = [] OR any(id IN [holder.id] + firms WHERE id IN only)
RETURN [holder.id] + firms AS subjects, holder.name AS name, status
ORDER BY holder.id
