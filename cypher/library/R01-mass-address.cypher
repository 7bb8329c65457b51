// indicator: R01
// agrees: equal
WITH 10 AS warn, date() AS asOf, [] AS only
MATCH (firm:Company)-[r:REGISTERED_AT]->(unit:Address)
WHERE coalesce(r.from <= asOf, true) AND coalesce(r.to > asOf, true) AND coalesce(r.began <= asOf, true) AND coalesce(r.ended > asOf, true) AND coalesce(firm.dissolved_at > asOf, true)
  AND NOT EXISTS { MATCH (firm)<-[:ABOUT]-(off:Listing) WHERE off.list IN ['INACTIVE', 'BANKRUPT'] AND coalesce(off.from <= asOf, true) AND coalesce(off.to > asOf, true) AND coalesce(off.began <= asOf, true) AND coalesce(off.ended > asOf, true) }
OPTIONAL MATCH (unit)-[:PART_OF]->(building:Address)
WITH warn, asOf, only, firm, unit, coalesce(building, unit) AS building
WHERE NOT EXISTS { MATCH (place)<-[:ABOUT]-(l:Listing {list: 'WHITELISTED_ADDRESS'}) WHERE place IN [unit, building] AND coalesce(l.from <= asOf, true) AND coalesce(l.to > asOf, true) AND coalesce(l.began <= asOf, true) AND coalesce(l.ended > asOf, true) }
// Firms of one ownership group count once
CALL {
  WITH firm, asOf
  MATCH (firm)-[stakes:FOUNDED|OWNS*0..8]-(kin)
  WHERE all(stake IN stakes WHERE startNode(stake):Company AND coalesce(stake.share >= 25, true) AND coalesce(stake.from <= asOf, true) AND coalesce(stake.to > asOf, true) AND coalesce(stake.began <= asOf, true) AND coalesce(stake.ended > asOf, true))
  WITH DISTINCT kin
  RETURN min(kin.id) AS owner
}
WITH warn, only, firm, owner, unit, building
UNWIND [[unit, 'unit'], [building, 'building']] AS at
WITH warn, only, at[0] AS place, at[1] AS level, collect(DISTINCT firm.id) AS subjects, count(DISTINCT owner) AS groups, count(DISTINCT unit) AS units
WHERE groups >= warn AND (level = 'unit' OR units > 1) AND (only = [] OR any(id IN subjects WHERE id IN only))
RETURN subjects, place.name AS address, level, groups, units
ORDER BY groups DESC, place.id
