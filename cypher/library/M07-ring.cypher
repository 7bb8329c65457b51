// indicator: M07
// agrees: within
// differs: rings of three to five accounts here; the rule goes on to six, also takes all accounts of a holder as one, and puts rings that overlap into one finding
WITH 2592000000 AS window, 0.8 AS keepMin, 1.0 AS keepMax, date() AS asOf, [] AS only
MATCH (a:Account)-[r:TRANSFERRED]->(b:Account)
WHERE a <> b AND r.at < datetime({date: asOf + duration('P1D'), timezone: 'Asia/Almaty'}).epochMillis AND NOT coalesce(a.kind, '') IN ['atm', 'cash'] AND NOT coalesce(b.kind, '') IN ['atm', 'cash']
WITH window, keepMin, keepMax, only, {here: b.id, start: r.at, last: r.at, amount: r.amount, currency: r.currency, nodes: [a.id, b.id], ids: [r.id]} AS walk
// A WITH after each hop, and each hop a seek of just the window in the index on (src, at)
MATCH ()-[r:TRANSFERRED]->(next:Account)
USING INDEX SEEK r:TRANSFERRED(src, at)
WHERE r.src = walk.here AND r.at > walk.last AND r.at <= walk.start + window AND r.currency = walk.currency
  AND keepMin * walk.amount <= r.amount <= keepMax * walk.amount
  AND NOT coalesce(next.kind, '') IN ['atm', 'cash'] AND (next.id = walk.nodes[0] OR NOT next.id IN walk.nodes)
WITH window, keepMin, keepMax, only, {here: next.id, start: walk.start, last: r.at, amount: r.amount, currency: r.currency,
       nodes: walk.nodes + next.id, ids: walk.ids + r.id} AS walk
WHERE walk.here <> walk.nodes[0]
MATCH ()-[r:TRANSFERRED]->(next:Account)
USING INDEX SEEK r:TRANSFERRED(src, at)
WHERE r.src = walk.here AND r.at > walk.last AND r.at <= walk.start + window AND r.currency = walk.currency
  AND keepMin * walk.amount <= r.amount <= keepMax * walk.amount
  AND NOT coalesce(next.kind, '') IN ['atm', 'cash'] AND (next.id = walk.nodes[0] OR NOT next.id IN walk.nodes)
WITH window, keepMin, keepMax, only, {here: next.id, start: walk.start, last: r.at, amount: r.amount, currency: r.currency,
       nodes: walk.nodes + next.id, ids: walk.ids + r.id} AS walk
CALL {
  WITH walk
  WITH walk WHERE walk.here = walk.nodes[0]
  RETURN walk AS ring
  UNION
  WITH window, keepMin, keepMax, only, walk
  WITH window, keepMin, keepMax, only, walk WHERE walk.here <> walk.nodes[0]
  MATCH ()-[r:TRANSFERRED]->(next:Account)
  USING INDEX SEEK r:TRANSFERRED(src, at)
  WHERE r.src = walk.here AND r.at > walk.last AND r.at <= walk.start + window AND r.currency = walk.currency
    AND keepMin * walk.amount <= r.amount <= keepMax * walk.amount
    AND NOT coalesce(next.kind, '') IN ['atm', 'cash'] AND (next.id = walk.nodes[0] OR NOT next.id IN walk.nodes)
  WITH window, keepMin, keepMax, only, {here: next.id, start: walk.start, last: r.at, amount: r.amount, currency: r.currency,
         nodes: walk.nodes + next.id, ids: walk.ids + r.id} AS walk
  CALL {
    WITH walk
    WITH walk WHERE walk.here = walk.nodes[0]
    RETURN walk AS ring
    UNION
    WITH window, keepMin, keepMax, only, walk
    WITH window, keepMin, keepMax, only, walk WHERE walk.here <> walk.nodes[0]
    MATCH ()-[r:TRANSFERRED]->(next:Account)
    USING INDEX SEEK r:TRANSFERRED(src, at)
    WHERE r.src = walk.here AND r.at > walk.last AND r.at <= walk.start + window AND r.currency = walk.currency
      AND keepMin * walk.amount <= r.amount <= keepMax * walk.amount
      AND NOT coalesce(next.kind, '') IN ['atm', 'cash'] AND (next.id = walk.nodes[0] OR NOT next.id IN walk.nodes)
    WITH window, keepMin, keepMax, only, {here: next.id, start: walk.start, last: r.at, amount: r.amount, currency: r.currency,
           nodes: walk.nodes + next.id, ids: walk.ids + r.id} AS walk
    WHERE walk.here = walk.nodes[0]
    RETURN walk AS ring
  }
  RETURN ring
}
WITH only, ring, ring.nodes[..-1] AS subjects
WHERE only = [] OR any(id IN subjects WHERE id IN only)
RETURN subjects, ring.ids AS transactions, ring.amount AS amountMinor, ring.currency AS currency
ORDER BY amountMinor DESC, transactions
