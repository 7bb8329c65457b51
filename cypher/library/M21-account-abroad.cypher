// indicator: M21
// agrees: equal
WITH 1 AS accounts, date() AS asOf, [] AS only
MATCH (firm:Company)-[r:HOLDS]->(account:Account)
WHERE firm.country <> 'XX' AND (only = [] OR firm.id IN only) AND coalesce(r.from <= asOf, true) AND coalesce(r.to > asOf, true) AND coalesce(r.began <= asOf, true) AND coalesce(r.ended > asOf, true) AND coalesce(firm.dissolved_at > asOf, true)
  AND NOT EXISTS { MATCH (firm)<-[:ABOUT]-(off:Listing) WHERE off.list IN ['INACTIVE', 'BANKRUPT'] AND coalesce(off.from <= asOf, true) AND coalesce(off.to > asOf, true) AND coalesce(off.began <= asOf, true) AND coalesce(off.ended > asOf, true) }
  AND coalesce(account.closed_at > asOf, true)
WITH accounts, firm, collect(DISTINCT account) AS held
WHERE size(held) >= accounts AND all(account IN held WHERE coalesce(account.country, 'XX') <> 'XX' AND account.country <> firm.country)
RETURN [firm.id] AS subjects, firm.name AS name, firm.country AS country, [account IN held | account.country] AS abroad
ORDER BY firm.id
