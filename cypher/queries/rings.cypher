// title: Money rings through an entity
// title-ru: Денежные кольца через сущность
// title-kk: Нысан арқылы өтетін ақша шеңберлері
// about: Transfers over distinct accounts with strictly rising times back to the start, within a window; each hop keeps a share of the
//   one before (rule M07). Walked from the account itself, so that the ring may begin anywhere: after the last transfer of the ring
//   the walk goes on with its first. A `WITH` after each hop, and each hop is an index seek of just the window: one `MATCH` of
//   all hops runs out of time or memory. A company or person stands for its accounts.
// parameters: id: text;
//   window: integer = 2592000000 in 0..31536000000;
//   minHops: integer = 3 in 2..6;
//   maxHops: integer = 6 in 2..6;
//   keepMin: number = 0.8 in 0..1;
//   keepMax: number = 1 in 0..100;
//   earliest: moment = null;
//   latest: moment = null;
//   frontier: integer = 5000 in 100..100000;
//   limit: integer = 25 in 1..1000;
//   view: view
// returns: nodes (accounts, in time order), transactions, at (pairs of UTC ms and precision, 1 = a day only), rows (row numbers), hops, minor and currency of the last
//   hop; total and truncated (more than `limit` rings, or a hop had more than `frontier` walks and the rest were left: narrow the window or the times)
// limit: `limit` rings of `total`, largest last hop first
MATCH (entity:Company|Person|Account {id: $id})
CALL {
  WITH entity
  WITH entity WHERE entity:Account
  RETURN entity AS account
  UNION
  WITH entity
  MATCH (entity)-[:HOLDS]->(account:Account)
  RETURN account
}
WITH account WHERE NOT coalesce(account.kind, '') IN ['atm', 'cash']

// 1 hop
CALL {
  WITH account
  MATCH (account)-[r:TRANSFERRED]->(payee:Account)
  WHERE r.load <= $view AND payee <> account AND NOT coalesce(payee.kind, '') IN ['atm', 'cash']
    AND ($earliest IS NULL OR r.at >= $earliest) AND ($latest IS NULL OR r.at <= $latest)
  WITH account, r, payee, CASE r.precision WHEN 1 THEN r.at - CASE WHEN r.at < 1709251200000 THEN 21600000 ELSE 18000000 END ELSE r.at END AS begins
  WITH account, r, payee, begins, begins + CASE r.precision WHEN 1 THEN 86399999 ELSE 0 END AS ends
  LIMIT $frontier
  RETURN collect({here: payee.id, first: begins, firstAmount: r.amount, currency: r.currency, begins: begins, ends: ends, amount: r.amount,
                  wrapped: 0, nodes: [account.id, payee.id], ids: [r.id], at: [[r.at, r.precision]], rows: [r.row], money: [[r.amount, r.currency]]}) AS walks
}
WITH account, walks, [] AS rings, size(walks) = $frontier AS cut

// 2 hops
CALL {
  WITH account, walks
  UNWIND CASE WHEN $maxHops >= 2 THEN walks ELSE [] END AS walk
  MATCH ()-[r:TRANSFERRED]->(payee:Account)
  USING INDEX SEEK r:TRANSFERRED(src, at)
  WHERE r.src = walk.here AND r.at >= walk.begins - $window AND r.at <= walk.first + $window + 86400000
    AND ($earliest IS NULL OR r.at >= $earliest) AND ($latest IS NULL OR r.at <= $latest)
    AND r.load <= $view AND NOT coalesce(payee.kind, '') IN ['atm', 'cash'] AND (payee = account OR NOT payee.id IN walk.nodes)
  WITH account, walk, r, payee, CASE r.precision WHEN 1 THEN r.at - CASE WHEN r.at < 1709251200000 THEN 21600000 ELSE 18000000 END ELSE r.at END AS begins
  WITH account, walk, r, payee, begins, begins + CASE r.precision WHEN 1 THEN 86399999 ELSE 0 END AS ends, begins > walk.ends AS after
  WHERE CASE
      WHEN NOT after THEN walk.wrapped = 0 AND ends < walk.first AND walk.begins - begins <= $window
      WHEN walk.wrapped > 0 THEN ends < walk.first
      ELSE begins - walk.first <= $window
    END
    AND (NOT after OR $keepMin IS NULL
      OR r.currency = walk.currency AND walk.amount > 0 AND $keepMin <= toFloat(r.amount) / walk.amount <= $keepMax)
    AND (payee <> account OR $minHops <= 2 AND (after AND walk.wrapped = 0 OR $keepMin IS NULL
      OR r.currency = walk.currency AND r.amount > 0 AND $keepMin <= toFloat(walk.firstAmount) / r.amount <= $keepMax))
  WITH account, walk, r, payee, begins, ends, CASE WHEN after THEN walk.wrapped ELSE 1 END AS wrapped
  LIMIT $frontier
  RETURN collect({here: payee.id, first: walk.first, firstAmount: walk.firstAmount, currency: r.currency, begins: begins, ends: ends, amount: r.amount,
                  wrapped: wrapped, nodes: walk.nodes + payee.id, ids: walk.ids + r.id, at: walk.at + [[r.at, r.precision]], rows: walk.rows + r.row, money: walk.money + [[r.amount, r.currency]]}) AS walked
}
WITH account, [walk IN walked WHERE walk.here <> account.id] AS walks, rings + [walk IN walked WHERE walk.here = account.id] AS rings,
     cut OR size(walked) = $frontier AS cut

// 3 hops
CALL {
  WITH account, walks
  UNWIND CASE WHEN $maxHops >= 3 THEN walks ELSE [] END AS walk
  MATCH ()-[r:TRANSFERRED]->(payee:Account)
  USING INDEX SEEK r:TRANSFERRED(src, at)
  WHERE r.src = walk.here AND r.at >= walk.begins - $window AND r.at <= walk.first + $window + 86400000
    AND ($earliest IS NULL OR r.at >= $earliest) AND ($latest IS NULL OR r.at <= $latest)
    AND r.load <= $view AND NOT coalesce(payee.kind, '') IN ['atm', 'cash'] AND (payee = account OR NOT payee.id IN walk.nodes)
  WITH account, walk, r, payee, CASE r.precision WHEN 1 THEN r.at - CASE WHEN r.at < 1709251200000 THEN 21600000 ELSE 18000000 END ELSE r.at END AS begins
  WITH account, walk, r, payee, begins, begins + CASE r.precision WHEN 1 THEN 86399999 ELSE 0 END AS ends, begins > walk.ends AS after
  WHERE CASE
      WHEN NOT after THEN walk.wrapped = 0 AND ends < walk.first AND walk.begins - begins <= $window
      WHEN walk.wrapped > 0 THEN ends < walk.first
      ELSE begins - walk.first <= $window
    END
    AND (NOT after OR $keepMin IS NULL
      OR r.currency = walk.currency AND walk.amount > 0 AND $keepMin <= toFloat(r.amount) / walk.amount <= $keepMax)
    AND (payee <> account OR $minHops <= 3 AND (after AND walk.wrapped = 0 OR $keepMin IS NULL
      OR r.currency = walk.currency AND r.amount > 0 AND $keepMin <= toFloat(walk.firstAmount) / r.amount <= $keepMax))
  WITH account, walk, r, payee, begins, ends, CASE WHEN after THEN walk.wrapped ELSE 2 END AS wrapped
  LIMIT $frontier
  RETURN collect({here: payee.id, first: walk.first, firstAmount: walk.firstAmount, currency: r.currency, begins: begins, ends: ends, amount: r.amount,
                  wrapped: wrapped, nodes: walk.nodes + payee.id, ids: walk.ids + r.id, at: walk.at + [[r.at, r.precision]], rows: walk.rows + r.row, money: walk.money + [[r.amount, r.currency]]}) AS walked
}
WITH account, [walk IN walked WHERE walk.here <> account.id] AS walks, rings + [walk IN walked WHERE walk.here = account.id] AS rings,
     cut OR size(walked) = $frontier AS cut

// 4 hops
CALL {
  WITH account, walks
  UNWIND CASE WHEN $maxHops >= 4 THEN walks ELSE [] END AS walk
  MATCH ()-[r:TRANSFERRED]->(payee:Account)
  USING INDEX SEEK r:TRANSFERRED(src, at)
  WHERE r.src = walk.here AND r.at >= walk.begins - $window AND r.at <= walk.first + $window + 86400000
    AND ($earliest IS NULL OR r.at >= $earliest) AND ($latest IS NULL OR r.at <= $latest)
    AND r.load <= $view AND NOT coalesce(payee.kind, '') IN ['atm', 'cash'] AND (payee = account OR NOT payee.id IN walk.nodes)
  WITH account, walk, r, payee, CASE r.precision WHEN 1 THEN r.at - CASE WHEN r.at < 1709251200000 THEN 21600000 ELSE 18000000 END ELSE r.at END AS begins
  WITH account, walk, r, payee, begins, begins + CASE r.precision WHEN 1 THEN 86399999 ELSE 0 END AS ends, begins > walk.ends AS after
  WHERE CASE
      WHEN NOT after THEN walk.wrapped = 0 AND ends < walk.first AND walk.begins - begins <= $window
      WHEN walk.wrapped > 0 THEN ends < walk.first
      ELSE begins - walk.first <= $window
    END
    AND (NOT after OR $keepMin IS NULL
      OR r.currency = walk.currency AND walk.amount > 0 AND $keepMin <= toFloat(r.amount) / walk.amount <= $keepMax)
    AND (payee <> account OR $minHops <= 4 AND (after AND walk.wrapped = 0 OR $keepMin IS NULL
      OR r.currency = walk.currency AND r.amount > 0 AND $keepMin <= toFloat(walk.firstAmount) / r.amount <= $keepMax))
  WITH account, walk, r, payee, begins, ends, CASE WHEN after THEN walk.wrapped ELSE 3 END AS wrapped
  LIMIT $frontier
  RETURN collect({here: payee.id, first: walk.first, firstAmount: walk.firstAmount, currency: r.currency, begins: begins, ends: ends, amount: r.amount,
                  wrapped: wrapped, nodes: walk.nodes + payee.id, ids: walk.ids + r.id, at: walk.at + [[r.at, r.precision]], rows: walk.rows + r.row, money: walk.money + [[r.amount, r.currency]]}) AS walked
}
WITH account, [walk IN walked WHERE walk.here <> account.id] AS walks, rings + [walk IN walked WHERE walk.here = account.id] AS rings,
     cut OR size(walked) = $frontier AS cut

// 5 hops
CALL {
  WITH account, walks
  UNWIND CASE WHEN $maxHops >= 5 THEN walks ELSE [] END AS walk
  MATCH ()-[r:TRANSFERRED]->(payee:Account)
  USING INDEX SEEK r:TRANSFERRED(src, at)
  WHERE r.src = walk.here AND r.at >= walk.begins - $window AND r.at <= walk.first + $window + 86400000
    AND ($earliest IS NULL OR r.at >= $earliest) AND ($latest IS NULL OR r.at <= $latest)
    AND r.load <= $view AND NOT coalesce(payee.kind, '') IN ['atm', 'cash'] AND (payee = account OR NOT payee.id IN walk.nodes)
  WITH account, walk, r, payee, CASE r.precision WHEN 1 THEN r.at - CASE WHEN r.at < 1709251200000 THEN 21600000 ELSE 18000000 END ELSE r.at END AS begins
  WITH account, walk, r, payee, begins, begins + CASE r.precision WHEN 1 THEN 86399999 ELSE 0 END AS ends, begins > walk.ends AS after
  WHERE CASE
      WHEN NOT after THEN walk.wrapped = 0 AND ends < walk.first AND walk.begins - begins <= $window
      WHEN walk.wrapped > 0 THEN ends < walk.first
      ELSE begins - walk.first <= $window
    END
    AND (NOT after OR $keepMin IS NULL
      OR r.currency = walk.currency AND walk.amount > 0 AND $keepMin <= toFloat(r.amount) / walk.amount <= $keepMax)
    AND (payee <> account OR $minHops <= 5 AND (after AND walk.wrapped = 0 OR $keepMin IS NULL
      OR r.currency = walk.currency AND r.amount > 0 AND $keepMin <= toFloat(walk.firstAmount) / r.amount <= $keepMax))
  WITH account, walk, r, payee, begins, ends, CASE WHEN after THEN walk.wrapped ELSE 4 END AS wrapped
  LIMIT $frontier
  RETURN collect({here: payee.id, first: walk.first, firstAmount: walk.firstAmount, currency: r.currency, begins: begins, ends: ends, amount: r.amount,
                  wrapped: wrapped, nodes: walk.nodes + payee.id, ids: walk.ids + r.id, at: walk.at + [[r.at, r.precision]], rows: walk.rows + r.row, money: walk.money + [[r.amount, r.currency]]}) AS walked
}
WITH account, [walk IN walked WHERE walk.here <> account.id] AS walks, rings + [walk IN walked WHERE walk.here = account.id] AS rings,
     cut OR size(walked) = $frontier AS cut

// 6 hops
CALL {
  WITH account, walks
  UNWIND CASE WHEN $maxHops >= 6 THEN walks ELSE [] END AS walk
  MATCH ()-[r:TRANSFERRED]->(payee:Account)
  USING INDEX SEEK r:TRANSFERRED(src, at)
  WHERE r.src = walk.here AND r.at >= walk.begins - $window AND r.at <= walk.first + $window + 86400000
    AND ($earliest IS NULL OR r.at >= $earliest) AND ($latest IS NULL OR r.at <= $latest)
    AND r.load <= $view AND NOT coalesce(payee.kind, '') IN ['atm', 'cash'] AND (payee = account OR NOT payee.id IN walk.nodes)
  WITH account, walk, r, payee, CASE r.precision WHEN 1 THEN r.at - CASE WHEN r.at < 1709251200000 THEN 21600000 ELSE 18000000 END ELSE r.at END AS begins
  WITH account, walk, r, payee, begins, begins + CASE r.precision WHEN 1 THEN 86399999 ELSE 0 END AS ends, begins > walk.ends AS after
  WHERE CASE
      WHEN NOT after THEN walk.wrapped = 0 AND ends < walk.first AND walk.begins - begins <= $window
      WHEN walk.wrapped > 0 THEN ends < walk.first
      ELSE begins - walk.first <= $window
    END
    AND (NOT after OR $keepMin IS NULL
      OR r.currency = walk.currency AND walk.amount > 0 AND $keepMin <= toFloat(r.amount) / walk.amount <= $keepMax)
    AND (payee <> account OR $minHops <= 6 AND (after AND walk.wrapped = 0 OR $keepMin IS NULL
      OR r.currency = walk.currency AND r.amount > 0 AND $keepMin <= toFloat(walk.firstAmount) / r.amount <= $keepMax))
  WITH account, walk, r, payee, begins, ends, CASE WHEN after THEN walk.wrapped ELSE 5 END AS wrapped
  LIMIT $frontier
  RETURN collect({here: payee.id, first: walk.first, firstAmount: walk.firstAmount, currency: r.currency, begins: begins, ends: ends, amount: r.amount,
                  wrapped: wrapped, nodes: walk.nodes + payee.id, ids: walk.ids + r.id, at: walk.at + [[r.at, r.precision]], rows: walk.rows + r.row, money: walk.money + [[r.amount, r.currency]]}) AS walked
}
WITH account, [walk IN walked WHERE walk.here <> account.id] AS walks, rings + [walk IN walked WHERE walk.here = account.id] AS rings,
     cut OR size(walked) = $frontier AS cut

// Turned so that each begins with its first transfer
WITH collect(rings) AS lists, collect(cut) AS cuts
WITH any(cut IN cuts WHERE cut) AS cut, reduce(all = [], rings IN lists | all + rings) AS rings
UNWIND CASE WHEN rings = [] AND cut THEN [null] ELSE rings END AS ring
WITH cut, size(rings) AS total, ring, ring.wrapped AS turn
WITH cut, total, ring.nodes[turn..size(ring.ids)] + ring.nodes[..turn] AS nodes, ring.ids[turn..] + ring.ids[..turn] AS transactions,
     ring.at[turn..] + ring.at[..turn] AS at, ring.rows[turn..] + ring.rows[..turn] AS rows, ring.money[turn - 1] AS last
RETURN nodes, transactions, at, rows, size(transactions) AS hops, last[0] AS minor, last[1] AS currency,
       total, cut OR total > $limit AS truncated
ORDER BY minor DESC, at, transactions
LIMIT $limit
