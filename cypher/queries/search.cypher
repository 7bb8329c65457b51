// title: Find entities by identifier or name
// title-ru: Найти по идентификатору или названию
// title-kk: Сәйкестендіргіш не атау бойынша іздеу
// about: Identifiers exactly, then by their beginning, then names whose folded words begin as the words asked for. What is asked
//   for is read before it comes here: `text` makes the full ids `exact` and `beginnings`, and `words`, the folded words as a query of
//   the full-text index, so that Kazakh, Russian and Latin spellings fall together.
// parameters: text: text;
//   run: text = null;
//   limit: integer = 25 in 1..500
// returns: id, label, kind, exact, score (of the published run, else 0), total, truncated
// limit: `limit` rows, at most 5,000 hits ranked of each way; `total` counts what was ranked
CALL {
  MATCH (n:Company|Person|Account|Address|Contact) WHERE n.id IN $exact
  RETURN n, 0 AS way
  UNION ALL
  UNWIND $beginnings AS beginning
  CALL {
    WITH beginning
    MATCH (n:Company|Person|Account|Contact) WHERE n.id STARTS WITH beginning
    RETURN n LIMIT 5001
  }
  RETURN n, 1 AS way
  UNION ALL
  UNWIND [words IN [$words] WHERE words IS NOT NULL] AS words
  CALL {
    WITH words
    CALL db.index.fulltext.queryNodes('tamyr_names', words, {limit: 5001}) YIELD node AS n
    RETURN n
  }
  RETURN n, 1 AS way
}
WITH n, min(way) AS way
OPTIONAL MATCH (score:Score {run: $run})-[:SCORE_OF]->(n)
WITH n, way, coalesce(score.score, 0.0) AS score, coalesce(n.name, n.id) AS label
ORDER BY way, score DESC, label, n.id
WITH collect({id: n.id, label: label, kind: head(split(n.id, ':')), exact: way = 0, score: score}) AS hits
WITH hits, size(hits) AS total
UNWIND hits[..$limit] AS hit
RETURN hit.id AS id, hit.label AS label, hit.kind AS kind, hit.exact AS exact, hit.score AS score,
       total, total > $limit AS truncated
