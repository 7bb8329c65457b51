// indicator: R13
// agrees: equal
WITH 3 AS changes, 12 AS months, 90 AS before, date() AS asOf, [] AS only
MATCH (firm:Company)<-[r:FOUNDED|MANAGES]-(holder)
WHERE r.role IN ['founder', 'executive'] AND coalesce(r.from <= asOf, true) AND coalesce(r.began <= asOf, true)
  AND coalesce(r.from < r.to, true) AND (only = [] OR firm.id IN only)
WITH changes, months, before, asOf, only, firm, r.role AS role,
     collect({who: holder.id, from: coalesce(r.from, date('0001-01-01')),
              to: CASE WHEN r.to <= asOf THEN r.to WHEN r.ended <= asOf THEN r.ended ELSE date('9999-12-31') END}) AS held
WHERE size(held) > 1
// Days on which who holds the role changes; a gap with the same before and after is none
CALL {
  WITH held
  UNWIND [x IN held | x.from] + [x IN held | x.to] AS day
  WITH DISTINCT held, day WHERE day < date('9999-12-31')
  WITH day, COLLECT { UNWIND held AS x WITH x WHERE x.from <= day < x.to RETURN DISTINCT x.who AS who ORDER BY who } AS now
  WHERE now <> []
  WITH day, now ORDER BY day
  WITH collect([day, now]) AS states
  RETURN [i IN range(1, size(states) - 1) WHERE states[i][1] <> states[i - 1][1] | states[i][0]] AS days
}
UNWIND CASE WHEN days = [] THEN [null] ELSE days END AS day
WITH DISTINCT changes, months, before, asOf, firm, day WHERE day IS NOT NULL
WITH changes, months, before, asOf, firm, day ORDER BY day
WITH changes, months, before, asOf, firm, collect(day) AS days
WITH firm, days, changes, [day IN days WHERE size([x IN days WHERE day <= x <= day + duration({months: months})]) >= changes] AS bursts,
     [day IN days WHERE firm.dissolved_at <= asOf AND firm.dissolved_at - duration({days: before}) <= day <= firm.dissolved_at] AS late
WHERE bursts <> [] OR late <> []
RETURN [firm.id] AS subjects, firm.name AS name, days, late
ORDER BY firm.id
