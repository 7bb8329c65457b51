// indicator: R12
// agrees: equal
WITH date() AS asOf, [] AS only
MATCH (l:Listing {list: 'WRONG_ADDRESS'})-[:ABOUT]->(firm:Company)
WHERE coalesce(l.from <= asOf, true) AND coalesce(l.to > asOf, true) AND coalesce(l.began <= asOf, true) AND coalesce(l.ended > asOf, true) AND coalesce(firm.dissolved_at > asOf, true)
  AND NOT EXISTS { MATCH (firm)<-[:ABOUT]-(off:Listing) WHERE off.list IN ['INACTIVE', 'BANKRUPT'] AND coalesce(off.from <= asOf, true) AND coalesce(off.to > asOf, true) AND coalesce(off.began <= asOf, true) AND coalesce(off.ended > asOf, true) } AND (only = [] OR firm.id IN only)
WITH firm, min(l.from) AS since
RETURN [firm.id] AS subjects, firm.name AS name, since
ORDER BY firm.id
