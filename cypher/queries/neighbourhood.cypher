// title: Neighbours of an entity
// title-ru: Соседи сущности
// title-kk: Нысанның көршілері
// about: Everything that a relation or money ties to one entity: how many there are of each kind, and the first of them by the
//   amount that went between the two or by the score in a published run. Out and in are expanded apart, and properties are read last.
// parameters: id: text;
//   kinds: texts = [account, address, company, contact, person];
//   by: text = amount of amount|risk;
//   run: text = null;
//   view: view;
//   exponents: exponents;
//   limit: integer = 25 in 0..500
// returns: one row a neighbour: id, label, kind, amount (of transfers and invoices, in whole units whatever the currency), movements,
//   relations, score; in each row counts by kind, total and truncated. With limit 0 one row with the counts alone.
// limit: `limit` neighbours; counts and total are those before the cut ("25 of 1,240")
MATCH (centre:Company|Person|Account|Address|Contact {id: $id})
CALL {
  WITH centre
  MATCH (centre)-[r:TRANSFERRED|INVOICED]->(n) WHERE r.load <= $view AND n <> centre
  RETURN n, sum(r.amount / 10.0 ^ coalesce($exponents[r.currency], 2)) AS amount, count(*) AS movements, 0 AS ties
  UNION ALL
  WITH centre
  MATCH (centre)<-[r:TRANSFERRED|INVOICED]-(n) WHERE r.load <= $view AND n <> centre
  RETURN n, sum(r.amount / 10.0 ^ coalesce($exponents[r.currency], 2)) AS amount, count(*) AS movements, 0 AS ties
  UNION ALL
  WITH centre
  MATCH (centre)-[r:FOUNDED|OWNS|MANAGES|REGISTERED_AT|REACHED_BY|HOLDS]-(n) WHERE coalesce(r.load, 0) <= $view AND n <> centre
  RETURN n, 0.0 AS amount, 0 AS movements, count(*) AS ties
}
WITH n, sum(amount) AS amount, sum(movements) AS movements, sum(ties) AS ties
OPTIONAL MATCH (score:Score {run: $run})-[:SCORE_OF]->(n)
WITH n, head(split(n.id, ':')) AS kind, amount, movements, ties, coalesce(score.score, 0.0) AS score
ORDER BY CASE $by WHEN 'amount' THEN amount ELSE score END DESC, n.id
WITH collect({n: n, kind: kind, amount: amount, movements: movements, ties: ties, score: score}) AS all
WITH all, [kind IN ['account', 'address', 'company', 'contact', 'person'] | [kind, size([x IN all WHERE x.kind = kind])]] AS counts,
     [x IN all WHERE x.kind IN $kinds] AS wanted
WITH counts, size(wanted) AS total, wanted[..$limit] AS shown
UNWIND CASE WHEN shown = [] THEN [null] ELSE shown END AS x
RETURN x.n.id AS id, coalesce(x.n.name, x.n.id) AS label, x.kind AS kind, x.amount AS amount, x.movements AS movements, x.ties AS relations,
       x.score AS score, counts, total, total > size(shown) AS truncated
