// indicator: R07
// agrees: equal
// differs: the largest counterparties in common are left out as a kind
WITH 2 AS kinds, 24 AS months, 50 AS maxFirms, 90 AS near, 5 AS top, 2 AS partners, date() AS asOf, [] AS only
MATCH (firm:Company)
WHERE coalesce(firm.registered_at <= asOf, true)
WITH kinds, months, maxFirms, near, top, partners, asOf, only, firm, CASE WHEN firm.dissolved_at <= asOf THEN firm.dissolved_at END AS gone
// What a firm had near its end, or near its start
CALL {
  WITH firm, gone, near, asOf
  MATCH (value)-[r:FOUNDED|MANAGES]->(firm)
  WHERE r.role IN ['founder', 'executive'] AND coalesce(r.from <= asOf, true)
    AND CASE WHEN gone IS NOT NULL THEN coalesce(r.to > asOf, true) OR r.to >= gone - duration({days: near})
             ELSE coalesce(r.from <= firm.registered_at + duration({days: near}), r.from IS NULL) END
  RETURN value.id AS value, CASE r.role WHEN 'founder' THEN 'founder' ELSE 'head' END AS kind
  UNION
  WITH firm, gone, near, asOf
  MATCH (firm)-[r:REGISTERED_AT|REACHED_BY]->(value)
  WHERE (value:Address OR value.id STARTS WITH 'contact:phone:' OR value.id STARTS WITH 'contact:email:') AND coalesce(r.from <= asOf, true)
    AND CASE WHEN gone IS NOT NULL THEN coalesce(r.to > asOf, true) OR r.to >= gone - duration({days: near})
             ELSE coalesce(r.from <= firm.registered_at + duration({days: near}), r.from IS NULL) END
  RETURN value.id AS value, CASE WHEN value:Address THEN 'unit' ELSE 'contact' END AS kind
}
WITH kinds, months, maxFirms, asOf, only, value, kind, collect(DISTINCT [firm, gone]) AS owners
WHERE size(owners) > 1 AND size(owners) <= maxFirms AND any(owner IN owners WHERE owner[1] IS NOT NULL)
UNWIND [owner IN owners WHERE owner[1] IS NOT NULL] AS old
UNWIND owners AS young
WITH kinds, months, asOf, only, old[0] AS old, old[1] AS ended, young[0] AS firm, kind
WHERE firm <> old AND firm.registered_at >= ended AND firm.registered_at <= ended + duration({months: months})
WITH kinds, only, firm, old, ended, collect(DISTINCT kind) + CASE WHEN firm.oked = old.oked THEN ['oked'] ELSE [] END AS shared
WHERE size(shared) >= kinds
WITH only, firm, collect(DISTINCT old.id) AS continues, collect(shared) AS shared
WHERE only = [] OR any(id IN [firm.id] + continues WHERE id IN only)
RETURN [firm.id] + continues AS subjects, firm.name AS name, firm.registered_at AS registered, continues, shared
ORDER BY firm.id
