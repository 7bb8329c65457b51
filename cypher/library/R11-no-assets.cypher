// indicator: R11
// agrees: equal
WITH date() AS asOf, [] AS only
MATCH (taxes:TaxReturn)-[:ABOUT]->(firm:Company)
WHERE taxes.fixed_assets IS NOT NULL AND taxes.from <= asOf AND (only = [] OR firm.id IN only)
WITH asOf, firm, taxes ORDER BY taxes.to DESC, taxes.row
WITH asOf, firm, head(collect(taxes)) AS latest
WHERE latest.fixed_assets = 0 AND coalesce(firm.dissolved_at > asOf, true)
  AND NOT EXISTS { MATCH (firm)<-[:ABOUT]-(off:Listing) WHERE off.list IN ['INACTIVE', 'BANKRUPT'] AND coalesce(off.from <= asOf, true) AND coalesce(off.to > asOf, true) AND coalesce(off.began <= asOf, true) AND coalesce(off.ended > asOf, true) } AND NOT EXISTS { MATCH (firm)-[r:HOLDS]->(:Account) WHERE coalesce(r.from <= asOf, true) AND coalesce(r.to > asOf, true) AND coalesce(r.began <= asOf, true) AND coalesce(r.ended > asOf, true) }
RETURN [firm.id] AS subjects, firm.name AS name, latest.period AS period
ORDER BY firm.id
