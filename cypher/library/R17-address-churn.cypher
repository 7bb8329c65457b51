// indicator: R17
// agrees: equal
WITH 2 AS moves, 24 AS months, date() AS asOf, [] AS only
MATCH (firm:Company) WHERE only = [] OR firm.id IN only
CALL {
  WITH firm, asOf
  MATCH (firm)-[r:REGISTERED_AT]->(place) WHERE coalesce(r.from <= asOf, true) AND coalesce(r.from < r.to, true)
  RETURN 'move' AS kind, collect({value: place.id, to: CASE WHEN r.to <= asOf THEN r.to WHEN r.ended <= asOf THEN r.ended END}) AS held
  UNION ALL
  WITH firm, asOf
  MATCH (firm)<-[:ABOUT]-(n:NameRecord) WHERE coalesce(n.from <= asOf, true) AND coalesce(n.from < n.to, true)
  WITH firm, collect({value: n.name, to: CASE WHEN n.to <= asOf THEN n.to WHEN n.ended <= asOf THEN n.ended END}) AS names
  RETURN 'rename' AS kind, CASE WHEN names = [] THEN [] ELSE names + {value: firm.name, to: null} END AS held
}
// Given up while another holds or follows
WITH moves, months, firm, [x IN held WHERE x.to IS NOT NULL
       AND NOT any(y IN held WHERE y.value = x.value AND coalesce(y.to > x.to, true))
       AND any(y IN held WHERE y.value <> x.value AND coalesce(y.to > x.to, true)) | x.to] AS days
UNWIND days AS day
WITH DISTINCT moves, months, firm, day ORDER BY day
WITH moves, months, firm, collect(day) AS days
WITH firm, days, moves, [day IN days WHERE size([x IN days WHERE day <= x <= day + duration({months: months})]) >= moves] AS bursts
WHERE bursts <> []
RETURN [firm.id] AS subjects, firm.name AS name, days
ORDER BY firm.id
