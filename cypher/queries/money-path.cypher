// title: How money can have gone from one entity to another
// title-ru: Как деньги могли дойти от одного к другому
// title-kk: Ақша бірінен екіншісіне қалай жетуі мүмкін еді
// about: Transfers one after another with strictly rising times: fewest first, then the earliest arrival (Wu et al., Path problems
//   in temporal graphs, 2014). A holder at either end stands for its accounts; tills and cash machines can be an end, never on the way.
//   One row per account and number of transfers is kept, the one that arrives earliest: a path of the fewest transfers is
//   never lost by that. A day without a time comes before and after other days only, so times are kept as their first and last moment.
// parameters: from: text;
//   to: text;
//   earliest: moment = null;
//   latest: moment = null;
//   hops: integer = 6 in 1..6;
//   frontier: integer = 20000 in 1..100000;
//   view: view
// returns: nodes (accounts), transactions (ids), at (pairs of UTC ms and precision, 1 = a day only), rows (row numbers), hops, truncated: a level had more than `frontier` accounts and only those with the earliest arrival went on
// limit: one path; at most `frontier` accounts a level
MATCH (a:Company|Person|Account {id: $from}), (b:Company|Person|Account {id: $to})
WITH [x IN [a] + COLLECT { MATCH (a)-[:HOLDS]->(x:Account) RETURN x } WHERE x:Account] AS sources,
     [x IN [b] + COLLECT { MATCH (b)-[:HOLDS]->(x:Account) RETURN x } WHERE x:Account] AS goals
WITH goals, [x IN sources | {node: x, ends: -8640000000000000, nodes: [x.id], ids: [], at: [], rows: []}] AS frontier
WITH goals, frontier, frontier AS seen, null AS found, false AS cut

// 1
CALL {
  WITH goals, frontier, seen
  CALL {
    WITH goals, frontier
    UNWIND range(0, CASE WHEN $hops >= 1 THEN size(frontier) ELSE 0 END - 1) AS i
    WITH goals, i, frontier[i] AS before
    WITH goals, i, before.node AS payer, before.ends AS ended
    MATCH (payer)-[r:TRANSFERRED]->(payee:Account)
    WHERE r.at > ended AND r.load <= $view AND payee <> payer
      AND ($earliest IS NULL OR r.at >= $earliest) AND ($latest IS NULL OR r.at <= $latest)
    WITH goals, i, ended, r, payee, CASE r.precision WHEN 1 THEN r.at - CASE WHEN r.at < 1709251200000 THEN 21600000 ELSE 18000000 END ELSE r.at END AS begins
    WHERE begins > ended
    WITH goals, payee, min([begins + CASE r.precision WHEN 1 THEN 86399999 ELSE 0 END, r.id, i, r.at, r.precision, r.row]) AS step
    WHERE payee IN goals OR NOT coalesce(payee.kind, '') IN ['atm', 'cash']
    RETURN payee AS node, step, null AS before
    UNION ALL
    WITH seen
    UNWIND seen AS known
    RETURN known.node AS node, null AS step, known.ends AS before
  }
  WITH node, min(step) AS step, min(before) AS before
  WITH node, before, CASE WHEN before IS NULL OR step[0] < before THEN step END AS step
  ORDER BY step
  RETURN collect(CASE WHEN step IS NOT NULL THEN {node: node, step: step} END) AS steps, collect({node: node, ends: coalesce(step[0], before)}) AS now
}
WITH goals, found, now AS seen, cut OR size(steps) > $frontier AS cut,
     [x IN steps[..$frontier] | {node: x.node, ends: x.step[0],
        nodes: frontier[x.step[2]].nodes + x.node.id, ids: frontier[x.step[2]].ids + x.step[1],
        at: frontier[x.step[2]].at + [x.step[3..5]], rows: frontier[x.step[2]].rows + x.step[5]}] AS reached
WITH goals, seen, cut, reached, coalesce(found, head([x IN reached WHERE x.node IN goals])) AS found
WITH goals, seen, cut, found, CASE WHEN found IS NULL THEN reached ELSE [] END AS frontier

// 2
CALL {
  WITH goals, frontier, seen
  CALL {
    WITH goals, frontier
    UNWIND range(0, CASE WHEN $hops >= 2 THEN size(frontier) ELSE 0 END - 1) AS i
    WITH goals, i, frontier[i] AS before
    WITH goals, i, before.node AS payer, before.ends AS ended
    MATCH (payer)-[r:TRANSFERRED]->(payee:Account)
    WHERE r.at > ended AND r.load <= $view AND payee <> payer
      AND ($earliest IS NULL OR r.at >= $earliest) AND ($latest IS NULL OR r.at <= $latest)
    WITH goals, i, ended, r, payee, CASE r.precision WHEN 1 THEN r.at - CASE WHEN r.at < 1709251200000 THEN 21600000 ELSE 18000000 END ELSE r.at END AS begins
    WHERE begins > ended
    WITH goals, payee, min([begins + CASE r.precision WHEN 1 THEN 86399999 ELSE 0 END, r.id, i, r.at, r.precision, r.row]) AS step
    WHERE payee IN goals OR NOT coalesce(payee.kind, '') IN ['atm', 'cash']
    RETURN payee AS node, step, null AS before
    UNION ALL
    WITH seen
    UNWIND seen AS known
    RETURN known.node AS node, null AS step, known.ends AS before
  }
  WITH node, min(step) AS step, min(before) AS before
  WITH node, before, CASE WHEN before IS NULL OR step[0] < before THEN step END AS step
  ORDER BY step
  RETURN collect(CASE WHEN step IS NOT NULL THEN {node: node, step: step} END) AS steps, collect({node: node, ends: coalesce(step[0], before)}) AS now
}
WITH goals, found, now AS seen, cut OR size(steps) > $frontier AS cut,
     [x IN steps[..$frontier] | {node: x.node, ends: x.step[0],
        nodes: frontier[x.step[2]].nodes + x.node.id, ids: frontier[x.step[2]].ids + x.step[1],
        at: frontier[x.step[2]].at + [x.step[3..5]], rows: frontier[x.step[2]].rows + x.step[5]}] AS reached
WITH goals, seen, cut, reached, coalesce(found, head([x IN reached WHERE x.node IN goals])) AS found
WITH goals, seen, cut, found, CASE WHEN found IS NULL THEN reached ELSE [] END AS frontier

// 3
CALL {
  WITH goals, frontier, seen
  CALL {
    WITH goals, frontier
    UNWIND range(0, CASE WHEN $hops >= 3 THEN size(frontier) ELSE 0 END - 1) AS i
    WITH goals, i, frontier[i] AS before
    WITH goals, i, before.node AS payer, before.ends AS ended
    MATCH (payer)-[r:TRANSFERRED]->(payee:Account)
    WHERE r.at > ended AND r.load <= $view AND payee <> payer
      AND ($earliest IS NULL OR r.at >= $earliest) AND ($latest IS NULL OR r.at <= $latest)
    WITH goals, i, ended, r, payee, CASE r.precision WHEN 1 THEN r.at - CASE WHEN r.at < 1709251200000 THEN 21600000 ELSE 18000000 END ELSE r.at END AS begins
    WHERE begins > ended
    WITH goals, payee, min([begins + CASE r.precision WHEN 1 THEN 86399999 ELSE 0 END, r.id, i, r.at, r.precision, r.row]) AS step
    WHERE payee IN goals OR NOT coalesce(payee.kind, '') IN ['atm', 'cash']
    RETURN payee AS node, step, null AS before
    UNION ALL
    WITH seen
    UNWIND seen AS known
    RETURN known.node AS node, null AS step, known.ends AS before
  }
  WITH node, min(step) AS step, min(before) AS before
  WITH node, before, CASE WHEN before IS NULL OR step[0] < before THEN step END AS step
  ORDER BY step
  RETURN collect(CASE WHEN step IS NOT NULL THEN {node: node, step: step} END) AS steps, collect({node: node, ends: coalesce(step[0], before)}) AS now
}
WITH goals, found, now AS seen, cut OR size(steps) > $frontier AS cut,
     [x IN steps[..$frontier] | {node: x.node, ends: x.step[0],
        nodes: frontier[x.step[2]].nodes + x.node.id, ids: frontier[x.step[2]].ids + x.step[1],
        at: frontier[x.step[2]].at + [x.step[3..5]], rows: frontier[x.step[2]].rows + x.step[5]}] AS reached
WITH goals, seen, cut, reached, coalesce(found, head([x IN reached WHERE x.node IN goals])) AS found
WITH goals, seen, cut, found, CASE WHEN found IS NULL THEN reached ELSE [] END AS frontier

// 4
CALL {
  WITH goals, frontier, seen
  CALL {
    WITH goals, frontier
    UNWIND range(0, CASE WHEN $hops >= 4 THEN size(frontier) ELSE 0 END - 1) AS i
    WITH goals, i, frontier[i] AS before
    WITH goals, i, before.node AS payer, before.ends AS ended
    MATCH (payer)-[r:TRANSFERRED]->(payee:Account)
    WHERE r.at > ended AND r.load <= $view AND payee <> payer
      AND ($earliest IS NULL OR r.at >= $earliest) AND ($latest IS NULL OR r.at <= $latest)
    WITH goals, i, ended, r, payee, CASE r.precision WHEN 1 THEN r.at - CASE WHEN r.at < 1709251200000 THEN 21600000 ELSE 18000000 END ELSE r.at END AS begins
    WHERE begins > ended
    WITH goals, payee, min([begins + CASE r.precision WHEN 1 THEN 86399999 ELSE 0 END, r.id, i, r.at, r.precision, r.row]) AS step
    WHERE payee IN goals OR NOT coalesce(payee.kind, '') IN ['atm', 'cash']
    RETURN payee AS node, step, null AS before
    UNION ALL
    WITH seen
    UNWIND seen AS known
    RETURN known.node AS node, null AS step, known.ends AS before
  }
  WITH node, min(step) AS step, min(before) AS before
  WITH node, before, CASE WHEN before IS NULL OR step[0] < before THEN step END AS step
  ORDER BY step
  RETURN collect(CASE WHEN step IS NOT NULL THEN {node: node, step: step} END) AS steps, collect({node: node, ends: coalesce(step[0], before)}) AS now
}
WITH goals, found, now AS seen, cut OR size(steps) > $frontier AS cut,
     [x IN steps[..$frontier] | {node: x.node, ends: x.step[0],
        nodes: frontier[x.step[2]].nodes + x.node.id, ids: frontier[x.step[2]].ids + x.step[1],
        at: frontier[x.step[2]].at + [x.step[3..5]], rows: frontier[x.step[2]].rows + x.step[5]}] AS reached
WITH goals, seen, cut, reached, coalesce(found, head([x IN reached WHERE x.node IN goals])) AS found
WITH goals, seen, cut, found, CASE WHEN found IS NULL THEN reached ELSE [] END AS frontier

// 5
CALL {
  WITH goals, frontier, seen
  CALL {
    WITH goals, frontier
    UNWIND range(0, CASE WHEN $hops >= 5 THEN size(frontier) ELSE 0 END - 1) AS i
    WITH goals, i, frontier[i] AS before
    WITH goals, i, before.node AS payer, before.ends AS ended
    MATCH (payer)-[r:TRANSFERRED]->(payee:Account)
    WHERE r.at > ended AND r.load <= $view AND payee <> payer
      AND ($earliest IS NULL OR r.at >= $earliest) AND ($latest IS NULL OR r.at <= $latest)
    WITH goals, i, ended, r, payee, CASE r.precision WHEN 1 THEN r.at - CASE WHEN r.at < 1709251200000 THEN 21600000 ELSE 18000000 END ELSE r.at END AS begins
    WHERE begins > ended
    WITH goals, payee, min([begins + CASE r.precision WHEN 1 THEN 86399999 ELSE 0 END, r.id, i, r.at, r.precision, r.row]) AS step
    WHERE payee IN goals OR NOT coalesce(payee.kind, '') IN ['atm', 'cash']
    RETURN payee AS node, step, null AS before
    UNION ALL
    WITH seen
    UNWIND seen AS known
    RETURN known.node AS node, null AS step, known.ends AS before
  }
  WITH node, min(step) AS step, min(before) AS before
  WITH node, before, CASE WHEN before IS NULL OR step[0] < before THEN step END AS step
  ORDER BY step
  RETURN collect(CASE WHEN step IS NOT NULL THEN {node: node, step: step} END) AS steps, collect({node: node, ends: coalesce(step[0], before)}) AS now
}
WITH goals, found, now AS seen, cut OR size(steps) > $frontier AS cut,
     [x IN steps[..$frontier] | {node: x.node, ends: x.step[0],
        nodes: frontier[x.step[2]].nodes + x.node.id, ids: frontier[x.step[2]].ids + x.step[1],
        at: frontier[x.step[2]].at + [x.step[3..5]], rows: frontier[x.step[2]].rows + x.step[5]}] AS reached
WITH goals, seen, cut, reached, coalesce(found, head([x IN reached WHERE x.node IN goals])) AS found
WITH goals, seen, cut, found, CASE WHEN found IS NULL THEN reached ELSE [] END AS frontier

// 6
CALL {
  WITH goals, frontier, seen
  CALL {
    WITH goals, frontier
    UNWIND range(0, CASE WHEN $hops >= 6 THEN size(frontier) ELSE 0 END - 1) AS i
    WITH goals, i, frontier[i] AS before
    WITH goals, i, before.node AS payer, before.ends AS ended
    MATCH (payer)-[r:TRANSFERRED]->(payee:Account)
    WHERE r.at > ended AND r.load <= $view AND payee <> payer
      AND ($earliest IS NULL OR r.at >= $earliest) AND ($latest IS NULL OR r.at <= $latest)
    WITH goals, i, ended, r, payee, CASE r.precision WHEN 1 THEN r.at - CASE WHEN r.at < 1709251200000 THEN 21600000 ELSE 18000000 END ELSE r.at END AS begins
    WHERE begins > ended
    WITH goals, payee, min([begins + CASE r.precision WHEN 1 THEN 86399999 ELSE 0 END, r.id, i, r.at, r.precision, r.row]) AS step
    WHERE payee IN goals OR NOT coalesce(payee.kind, '') IN ['atm', 'cash']
    RETURN payee AS node, step, null AS before
    UNION ALL
    WITH seen
    UNWIND seen AS known
    RETURN known.node AS node, null AS step, known.ends AS before
  }
  WITH node, min(step) AS step, min(before) AS before
  WITH node, before, CASE WHEN before IS NULL OR step[0] < before THEN step END AS step
  ORDER BY step
  RETURN collect(CASE WHEN step IS NOT NULL THEN {node: node, step: step} END) AS steps, collect({node: node, ends: coalesce(step[0], before)}) AS now
}
WITH goals, found, now AS seen, cut OR size(steps) > $frontier AS cut,
     [x IN steps[..$frontier] | {node: x.node, ends: x.step[0],
        nodes: frontier[x.step[2]].nodes + x.node.id, ids: frontier[x.step[2]].ids + x.step[1],
        at: frontier[x.step[2]].at + [x.step[3..5]], rows: frontier[x.step[2]].rows + x.step[5]}] AS reached
WITH goals, seen, cut, reached, coalesce(found, head([x IN reached WHERE x.node IN goals])) AS found
WITH goals, seen, cut, found, CASE WHEN found IS NULL THEN reached ELSE [] END AS frontier

WITH found, cut
WHERE found IS NOT NULL OR cut
RETURN found.nodes AS nodes, found.ids AS transactions, found.at AS at, found.rows AS rows, size(found.ids) AS hops, cut AS truncated
