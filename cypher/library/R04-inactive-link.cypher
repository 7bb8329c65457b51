// indicator: R04
// agrees: equal
WITH ['INACTIVE'] AS lists, date() AS asOf, [] AS only
MATCH (l:Listing)-[:ABOUT]->(inactive:Company) WHERE l.list IN lists AND coalesce(l.from <= asOf, true) AND coalesce(l.to > asOf, true) AND coalesce(l.began <= asOf, true) AND coalesce(l.ended > asOf, true)
WITH asOf, only, collect(DISTINCT inactive) AS inactives
UNWIND inactives AS inactive
// Who is bound to it: its heads, its sole founder; and itself as a holder
CALL {
  WITH inactive, asOf
  MATCH (holder)-[r:MANAGES {role: 'executive'}]->(inactive) WHERE coalesce(r.from <= asOf, true) AND coalesce(r.to > asOf, true) AND coalesce(r.began <= asOf, true) AND coalesce(r.ended > asOf, true)
  RETURN holder, inactive AS bound
  UNION
  WITH inactive, asOf
  MATCH (holder)-[r:FOUNDED]->(inactive)
  WHERE coalesce(r.from <= asOf, true) AND coalesce(r.to > asOf, true) AND coalesce(r.began <= asOf, true) AND coalesce(r.ended > asOf, true) AND NOT EXISTS { MATCH (other)-[s:FOUNDED]->(inactive) WHERE other <> holder AND coalesce(s.from <= asOf, true) AND coalesce(s.to > asOf, true) AND coalesce(s.began <= asOf, true) AND coalesce(s.ended > asOf, true) }
  RETURN holder, inactive AS bound
  UNION
  WITH inactive
  RETURN inactive AS holder, null AS bound
}
WITH asOf, only, inactives, holder, collect(DISTINCT bound.id) AS through
CALL {
  WITH asOf, inactives, holder, through
  MATCH (holder)-[r:FOUNDED|MANAGES]->(firm:Company)
  WHERE r.role IN ['founder', 'executive'] AND coalesce(r.from <= asOf, true) AND coalesce(r.to > asOf, true) AND coalesce(r.began <= asOf, true) AND coalesce(r.ended > asOf, true) AND NOT firm IN inactives AND coalesce(firm.dissolved_at > asOf, true)
  AND NOT EXISTS { MATCH (firm)<-[:ABOUT]-(off:Listing) WHERE off.list IN ['INACTIVE', 'BANKRUPT'] AND coalesce(off.from <= asOf, true) AND coalesce(off.to > asOf, true) AND coalesce(off.began <= asOf, true) AND coalesce(off.ended > asOf, true) }
    AND (through <> [] OR r.role = 'founder' AND NOT EXISTS { MATCH (other)-[s:FOUNDED]->(firm) WHERE other <> holder AND coalesce(s.from <= asOf, true) AND coalesce(s.to > asOf, true) AND coalesce(s.began <= asOf, true) AND coalesce(s.ended > asOf, true) })
  RETURN collect(DISTINCT firm.id) AS firms
}
WITH only, holder, through, firms WHERE firms <> [] AND (only = [] OR any(id IN [holder.id] + firms WHERE id IN only))
RETURN [holder.id] + firms AS subjects, holder.name AS name, through AS inactive
ORDER BY holder.id
