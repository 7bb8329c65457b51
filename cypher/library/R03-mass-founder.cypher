// indicator: R03
// agrees: equal
WITH 5 AS warn, date() AS asOf, [] AS only
MATCH (holder:Person|Company)-[r:FOUNDED]->(firm:Company)
WHERE r.role = 'founder' AND coalesce(r.from <= asOf, true) AND coalesce(r.to > asOf, true) AND coalesce(r.began <= asOf, true) AND coalesce(r.ended > asOf, true) AND coalesce(firm.dissolved_at > asOf, true)
  AND NOT EXISTS { MATCH (firm)<-[:ABOUT]-(off:Listing) WHERE off.list IN ['INACTIVE', 'BANKRUPT'] AND coalesce(off.from <= asOf, true) AND coalesce(off.to > asOf, true) AND coalesce(off.began <= asOf, true) AND coalesce(off.ended > asOf, true) }
// Firms of one ownership group count once
CALL {
  WITH firm, asOf
  MATCH (firm)-[stakes:FOUNDED|OWNS*0..8]-(kin)
  WHERE all(stake IN stakes WHERE startNode(stake):Company AND coalesce(stake.share >= 25, true) AND coalesce(stake.from <= asOf, true) AND coalesce(stake.to > asOf, true) AND coalesce(stake.began <= asOf, true) AND coalesce(stake.ended > asOf, true))
  WITH DISTINCT kin
  RETURN min(kin.id) AS owner
}
WITH warn, only, holder, collect(DISTINCT firm.id) AS firms, count(DISTINCT owner) AS groups
WHERE groups >= warn AND (only = [] OR any(id IN [holder.id] + firms WHERE id IN only))
RETURN [holder.id] + firms AS subjects, holder.name AS name, groups, size(firms) AS firms
ORDER BY groups DESC, holder.id
