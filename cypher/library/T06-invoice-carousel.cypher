// indicator: T06
// agrees: equal
// differs: circles of three to six firms here, the rule goes on to eight; it puts circles that overlap into one finding
WITH 5184000000 AS window, 0.8 AS keepMin, 1.25 AS keepMax, date() AS asOf, [] AS only
MATCH (a)-[i:INVOICED]->(b)
WHERE a <> b AND i.at < datetime({date: asOf + duration('P1D'), timezone: 'Asia/Almaty'}).epochMillis
WITH window, keepMin, keepMax, only, {here: b, start: i.at, last: i.at, amount: i.amount, currency: i.currency, nodes: [a, b], ids: [i.id]} AS walk
// A WITH after each hop
WITH window, keepMin, keepMax, only, walk, walk.here AS here
MATCH (here)-[i:INVOICED]->(next)
WHERE i.at > walk.last AND i.at <= walk.start + window AND i.currency = walk.currency
  AND keepMin * walk.amount <= i.amount <= keepMax * walk.amount AND (next = walk.nodes[0] OR NOT next IN walk.nodes)
WITH window, keepMin, keepMax, only, {here: next, start: walk.start, last: i.at, amount: i.amount, currency: i.currency, nodes: walk.nodes + next, ids: walk.ids + i.id} AS walk
WHERE walk.here <> walk.nodes[0]
CALL {
  WITH window, keepMin, keepMax, walk
  WITH window, keepMin, keepMax, walk, walk.here AS here
  MATCH (here) ((x)-[hops:INVOICED]->(y)){1,4} (end)
  WHERE end = walk.nodes[0] AND all(i IN hops WHERE walk.last < i.at <= walk.start + window AND i.currency = walk.currency)
    AND none(z IN y[..-1] WHERE z IN walk.nodes)
    AND all(k IN range(1, size(hops) - 1) WHERE hops[k - 1].at < hops[k].at AND keepMin * hops[k - 1].amount <= hops[k].amount <= keepMax * hops[k - 1].amount)
    AND keepMin * walk.amount <= hops[0].amount <= keepMax * walk.amount
    AND all(k IN range(0, size(y) - 2) WHERE NOT y[k] IN y[k + 1..])
  RETURN walk.nodes + y[..-1] AS ring, walk.ids + [i IN hops | i.id] AS invoices
}
WITH only, [x IN ring | x.id] AS subjects, invoices
WHERE only = [] OR any(id IN subjects WHERE id IN only)
RETURN subjects, invoices
ORDER BY invoices
