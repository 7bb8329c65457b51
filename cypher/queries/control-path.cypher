// title: How two entities are connected by control, shared addresses and contacts
// title-ru: Как двое связаны контролем, общими адресами и контактами
// title-kk: Екеуі бақылау, ортақ мекенжай мен байланыс арқылы қалай байланысқан
// about: The shortest way over relations that hold on a day, by the length of a step over each kind of shared value: role or account 1,
//   contact 1.5, address unit 2, whole building 3 (either way). Searched from both ends at once, three levels each, one row per
//   entity and level with the shortest way to it; the two halves meet in the middle. The first way is the shortest of all with at
//   most `hops` steps; further ones are the shortest over other middles, so not always the next shortest.
// parameters: from: text;
//   to: text;
//   asOf: day;
//   hops: integer = 6 in 1..6;
//   degree: integer = 2000 in 10..100000;
//   frontier: integer = 20000 in 1..100000;
//   limit: integer = 5 in 1..50;
//   view: view
// returns: nodes, length, evidence (for each step the relations behind it: type, from, to, role, since, until, file, line), truncated: an
//   entity with more than `degree` relations was not walked through, or a level had more than `frontier`
// limit: `limit` ways; steps through hubs and beyond the frontier are left out and stated
MATCH (a:Company|Person|Account|Address|Contact {id: $from}), (b:Company|Person|Account|Address|Contact {id: $to})
WHERE a <> b
WITH [{node: a, best: [0.0, [a.id], [a]]}] AS a0, [{node: b, best: [0.0, [b.id], [b]]}] AS b0

// 1 step from the first end
CALL {
  WITH a0
  UNWIND CASE WHEN $hops >= 1 THEN a0 ELSE [] END AS before
  WITH before.node AS x, before.best AS best
  WHERE size(best[1]) = 1 OR COUNT { (x)--() } <= $degree
  CALL {
    WITH x
    MATCH (x)-[r:FOUNDED|OWNS|MANAGES|HOLDS|REACHED_BY|REGISTERED_AT]-(y)
    WHERE coalesce(r.load, 0) <= $view AND (r.from IS NULL OR r.from <= $asOf) AND (r.to IS NULL OR r.to > $asOf) AND (r.began IS NULL OR r.began <= $asOf) AND (r.ended IS NULL OR r.ended > $asOf)
    RETURN y, CASE WHEN r:REGISTERED_AT THEN 2.0 WHEN r:REACHED_BY THEN 1.5 ELSE 1.0 END AS length
    UNION
    WITH x
    MATCH (x)-[r:REGISTERED_AT]->(:Address)-[:PART_OF]->(y:Address)
    WHERE coalesce(r.load, 0) <= $view AND (r.from IS NULL OR r.from <= $asOf) AND (r.to IS NULL OR r.to > $asOf) AND (r.began IS NULL OR r.began <= $asOf) AND (r.ended IS NULL OR r.ended > $asOf)
    RETURN y, 3.0 AS length
    UNION
    WITH x
    MATCH (x:Address)<-[:PART_OF]-(:Address)<-[r:REGISTERED_AT]-(y)
    WHERE coalesce(r.load, 0) <= $view AND (r.from IS NULL OR r.from <= $asOf) AND (r.to IS NULL OR r.to > $asOf) AND (r.began IS NULL OR r.began <= $asOf) AND (r.ended IS NULL OR r.ended > $asOf)
    RETURN y, 3.0 AS length
  }
  WITH best, y, length WHERE NOT y.id IN best[1]
  WITH y, min([best[0] + length, best[1] + y.id, best[2] + y]) AS best
  ORDER BY best LIMIT $frontier
  RETURN collect({node: y, best: best}) AS a1
}

// 1 step from the second end
CALL {
  WITH b0
  UNWIND CASE WHEN $hops >= 2 THEN b0 ELSE [] END AS before
  WITH before.node AS x, before.best AS best
  WHERE size(best[1]) = 1 OR COUNT { (x)--() } <= $degree
  CALL {
    WITH x
    MATCH (x)-[r:FOUNDED|OWNS|MANAGES|HOLDS|REACHED_BY|REGISTERED_AT]-(y)
    WHERE coalesce(r.load, 0) <= $view AND (r.from IS NULL OR r.from <= $asOf) AND (r.to IS NULL OR r.to > $asOf) AND (r.began IS NULL OR r.began <= $asOf) AND (r.ended IS NULL OR r.ended > $asOf)
    RETURN y, CASE WHEN r:REGISTERED_AT THEN 2.0 WHEN r:REACHED_BY THEN 1.5 ELSE 1.0 END AS length
    UNION
    WITH x
    MATCH (x)-[r:REGISTERED_AT]->(:Address)-[:PART_OF]->(y:Address)
    WHERE coalesce(r.load, 0) <= $view AND (r.from IS NULL OR r.from <= $asOf) AND (r.to IS NULL OR r.to > $asOf) AND (r.began IS NULL OR r.began <= $asOf) AND (r.ended IS NULL OR r.ended > $asOf)
    RETURN y, 3.0 AS length
    UNION
    WITH x
    MATCH (x:Address)<-[:PART_OF]-(:Address)<-[r:REGISTERED_AT]-(y)
    WHERE coalesce(r.load, 0) <= $view AND (r.from IS NULL OR r.from <= $asOf) AND (r.to IS NULL OR r.to > $asOf) AND (r.began IS NULL OR r.began <= $asOf) AND (r.ended IS NULL OR r.ended > $asOf)
    RETURN y, 3.0 AS length
  }
  WITH best, y, length WHERE NOT y.id IN best[1]
  WITH y, min([best[0] + length, best[1] + y.id, best[2] + y]) AS best
  ORDER BY best LIMIT $frontier
  RETURN collect({node: y, best: best}) AS b1
}

// 2 steps from the first end
CALL {
  WITH a1
  UNWIND CASE WHEN $hops >= 3 THEN a1 ELSE [] END AS before
  WITH before.node AS x, before.best AS best
  WHERE size(best[1]) = 1 OR COUNT { (x)--() } <= $degree
  CALL {
    WITH x
    MATCH (x)-[r:FOUNDED|OWNS|MANAGES|HOLDS|REACHED_BY|REGISTERED_AT]-(y)
    WHERE coalesce(r.load, 0) <= $view AND (r.from IS NULL OR r.from <= $asOf) AND (r.to IS NULL OR r.to > $asOf) AND (r.began IS NULL OR r.began <= $asOf) AND (r.ended IS NULL OR r.ended > $asOf)
    RETURN y, CASE WHEN r:REGISTERED_AT THEN 2.0 WHEN r:REACHED_BY THEN 1.5 ELSE 1.0 END AS length
    UNION
    WITH x
    MATCH (x)-[r:REGISTERED_AT]->(:Address)-[:PART_OF]->(y:Address)
    WHERE coalesce(r.load, 0) <= $view AND (r.from IS NULL OR r.from <= $asOf) AND (r.to IS NULL OR r.to > $asOf) AND (r.began IS NULL OR r.began <= $asOf) AND (r.ended IS NULL OR r.ended > $asOf)
    RETURN y, 3.0 AS length
    UNION
    WITH x
    MATCH (x:Address)<-[:PART_OF]-(:Address)<-[r:REGISTERED_AT]-(y)
    WHERE coalesce(r.load, 0) <= $view AND (r.from IS NULL OR r.from <= $asOf) AND (r.to IS NULL OR r.to > $asOf) AND (r.began IS NULL OR r.began <= $asOf) AND (r.ended IS NULL OR r.ended > $asOf)
    RETURN y, 3.0 AS length
  }
  WITH best, y, length WHERE NOT y.id IN best[1]
  WITH y, min([best[0] + length, best[1] + y.id, best[2] + y]) AS best
  ORDER BY best LIMIT $frontier
  RETURN collect({node: y, best: best}) AS a2
}

// 2 steps from the second end
CALL {
  WITH b1
  UNWIND CASE WHEN $hops >= 4 THEN b1 ELSE [] END AS before
  WITH before.node AS x, before.best AS best
  WHERE size(best[1]) = 1 OR COUNT { (x)--() } <= $degree
  CALL {
    WITH x
    MATCH (x)-[r:FOUNDED|OWNS|MANAGES|HOLDS|REACHED_BY|REGISTERED_AT]-(y)
    WHERE coalesce(r.load, 0) <= $view AND (r.from IS NULL OR r.from <= $asOf) AND (r.to IS NULL OR r.to > $asOf) AND (r.began IS NULL OR r.began <= $asOf) AND (r.ended IS NULL OR r.ended > $asOf)
    RETURN y, CASE WHEN r:REGISTERED_AT THEN 2.0 WHEN r:REACHED_BY THEN 1.5 ELSE 1.0 END AS length
    UNION
    WITH x
    MATCH (x)-[r:REGISTERED_AT]->(:Address)-[:PART_OF]->(y:Address)
    WHERE coalesce(r.load, 0) <= $view AND (r.from IS NULL OR r.from <= $asOf) AND (r.to IS NULL OR r.to > $asOf) AND (r.began IS NULL OR r.began <= $asOf) AND (r.ended IS NULL OR r.ended > $asOf)
    RETURN y, 3.0 AS length
    UNION
    WITH x
    MATCH (x:Address)<-[:PART_OF]-(:Address)<-[r:REGISTERED_AT]-(y)
    WHERE coalesce(r.load, 0) <= $view AND (r.from IS NULL OR r.from <= $asOf) AND (r.to IS NULL OR r.to > $asOf) AND (r.began IS NULL OR r.began <= $asOf) AND (r.ended IS NULL OR r.ended > $asOf)
    RETURN y, 3.0 AS length
  }
  WITH best, y, length WHERE NOT y.id IN best[1]
  WITH y, min([best[0] + length, best[1] + y.id, best[2] + y]) AS best
  ORDER BY best LIMIT $frontier
  RETURN collect({node: y, best: best}) AS b2
}

// 3 steps from the first end
CALL {
  WITH a2
  UNWIND CASE WHEN $hops >= 5 THEN a2 ELSE [] END AS before
  WITH before.node AS x, before.best AS best
  WHERE size(best[1]) = 1 OR COUNT { (x)--() } <= $degree
  CALL {
    WITH x
    MATCH (x)-[r:FOUNDED|OWNS|MANAGES|HOLDS|REACHED_BY|REGISTERED_AT]-(y)
    WHERE coalesce(r.load, 0) <= $view AND (r.from IS NULL OR r.from <= $asOf) AND (r.to IS NULL OR r.to > $asOf) AND (r.began IS NULL OR r.began <= $asOf) AND (r.ended IS NULL OR r.ended > $asOf)
    RETURN y, CASE WHEN r:REGISTERED_AT THEN 2.0 WHEN r:REACHED_BY THEN 1.5 ELSE 1.0 END AS length
    UNION
    WITH x
    MATCH (x)-[r:REGISTERED_AT]->(:Address)-[:PART_OF]->(y:Address)
    WHERE coalesce(r.load, 0) <= $view AND (r.from IS NULL OR r.from <= $asOf) AND (r.to IS NULL OR r.to > $asOf) AND (r.began IS NULL OR r.began <= $asOf) AND (r.ended IS NULL OR r.ended > $asOf)
    RETURN y, 3.0 AS length
    UNION
    WITH x
    MATCH (x:Address)<-[:PART_OF]-(:Address)<-[r:REGISTERED_AT]-(y)
    WHERE coalesce(r.load, 0) <= $view AND (r.from IS NULL OR r.from <= $asOf) AND (r.to IS NULL OR r.to > $asOf) AND (r.began IS NULL OR r.began <= $asOf) AND (r.ended IS NULL OR r.ended > $asOf)
    RETURN y, 3.0 AS length
  }
  WITH best, y, length WHERE NOT y.id IN best[1]
  WITH y, min([best[0] + length, best[1] + y.id, best[2] + y]) AS best
  ORDER BY best LIMIT $frontier
  RETURN collect({node: y, best: best}) AS a3
}

// 3 steps from the second end
CALL {
  WITH b2
  UNWIND CASE WHEN $hops >= 6 THEN b2 ELSE [] END AS before
  WITH before.node AS x, before.best AS best
  WHERE size(best[1]) = 1 OR COUNT { (x)--() } <= $degree
  CALL {
    WITH x
    MATCH (x)-[r:FOUNDED|OWNS|MANAGES|HOLDS|REACHED_BY|REGISTERED_AT]-(y)
    WHERE coalesce(r.load, 0) <= $view AND (r.from IS NULL OR r.from <= $asOf) AND (r.to IS NULL OR r.to > $asOf) AND (r.began IS NULL OR r.began <= $asOf) AND (r.ended IS NULL OR r.ended > $asOf)
    RETURN y, CASE WHEN r:REGISTERED_AT THEN 2.0 WHEN r:REACHED_BY THEN 1.5 ELSE 1.0 END AS length
    UNION
    WITH x
    MATCH (x)-[r:REGISTERED_AT]->(:Address)-[:PART_OF]->(y:Address)
    WHERE coalesce(r.load, 0) <= $view AND (r.from IS NULL OR r.from <= $asOf) AND (r.to IS NULL OR r.to > $asOf) AND (r.began IS NULL OR r.began <= $asOf) AND (r.ended IS NULL OR r.ended > $asOf)
    RETURN y, 3.0 AS length
    UNION
    WITH x
    MATCH (x:Address)<-[:PART_OF]-(:Address)<-[r:REGISTERED_AT]-(y)
    WHERE coalesce(r.load, 0) <= $view AND (r.from IS NULL OR r.from <= $asOf) AND (r.to IS NULL OR r.to > $asOf) AND (r.began IS NULL OR r.began <= $asOf) AND (r.ended IS NULL OR r.ended > $asOf)
    RETURN y, 3.0 AS length
  }
  WITH best, y, length WHERE NOT y.id IN best[1]
  WITH y, min([best[0] + length, best[1] + y.id, best[2] + y]) AS best
  ORDER BY best LIMIT $frontier
  RETURN collect({node: y, best: best}) AS b3
}

// The halves meet
WITH a0 + a1 + a2 + a3 AS lefts, b0 + b1 + b2 + b3 AS rights, [x IN a1 + a2 + b1 + b2 | x.node] AS between,
     any(size IN [size(a1), size(a2), size(a3), size(b1), size(b2), size(b3)] WHERE size = $frontier) AS full
WITH lefts, rights, full OR EXISTS { UNWIND between AS x WITH x WHERE COUNT { (x)--() } > $degree RETURN x } AS truncated
CALL {
  WITH lefts, rights
  UNWIND lefts AS half
  RETURN half.node AS middle, half.best AS left, null AS right
  UNION ALL
  WITH lefts, rights
  UNWIND rights AS half
  RETURN half.node AS middle, null AS left, half.best AS right
}
WITH truncated, middle, collect(left) AS lefts, collect(right) AS rights
UNWIND lefts AS left
UNWIND rights AS right
WITH truncated, left[0] + right[0] AS length, left[1] + reverse(right[1])[1..] AS nodes, left[2] + reverse(right[2])[1..] AS way
WHERE size(nodes) <= $hops + 1 AND none(i IN range(0, size(nodes) - 2) WHERE nodes[i] IN nodes[i + 1..])
WITH DISTINCT truncated, length, nodes, way
ORDER BY length, size(nodes), nodes LIMIT $limit

// Evidence of each step
CALL {
  WITH way
  UNWIND range(0, size(way) - 2) AS i
  WITH i, way[i] AS x, way[i + 1] AS y
  CALL {
    WITH x, y
    MATCH (x)-[r:FOUNDED|OWNS|MANAGES|HOLDS|REACHED_BY|REGISTERED_AT]-(y)
    RETURN r
    UNION
    WITH x, y
    MATCH (x)-[r:REGISTERED_AT]->(:Address)-[:PART_OF]->(y)
    RETURN r
    UNION
    WITH x, y
    MATCH (x)<-[:PART_OF]-(:Address)<-[r:REGISTERED_AT]-(y)
    RETURN r
  }
  WITH i, r WHERE coalesce(r.load, 0) <= $view AND (r.from IS NULL OR r.from <= $asOf) AND (r.to IS NULL OR r.to > $asOf) AND (r.began IS NULL OR r.began <= $asOf) AND (r.ended IS NULL OR r.ended > $asOf)
  WITH i, r ORDER BY type(r), r.role, r.row
  WITH i, collect({type: type(r), from: startNode(r).id, to: endNode(r).id, role: r.role, share: r.share, since: toString(r.from), until: toString(r.to), file: r.file, line: r.line, row: r.row}) AS facts
  ORDER BY i
  RETURN collect(facts) AS evidence
}
RETURN nodes, length, evidence, truncated
ORDER BY length, size(nodes), nodes
