// title: Where money goes to and comes from, two steps away
// title-ru: Куда идут и откуда приходят деньги, на два шага
// title-kk: Ақша екі қадамда қайда кетеді және қайдан келеді
// about: Pairs of accounts around one account by how much went between them. Out and in are expanded apart, sums are made of
//   relationships alone, and ids are read for the pairs that are left.
// parameters: id: text;
//   from: moment = null;
//   to: moment = null;
//   limit: integer = 25 in 1..500;
//   view: view;
//   exponents: exponents
// returns: from, to, step (1 beside the account, 2 beyond), amount (whole units), transfers; total and truncated in each row
// limit: `limit` pairs of `total`, largest first
MATCH (centre:Account {id: $id})
CALL {
  WITH centre
  MATCH (centre)-[r:TRANSFERRED]->(near:Account)
  WHERE r.load <= $view AND ($from IS NULL OR r.at >= $from) AND ($to IS NULL OR r.at < $to)
  RETURN centre AS payer, near AS payee, near, 1 AS step,
         sum(r.amount / 10.0 ^ coalesce($exponents[r.currency], 2)) AS amount, count(*) AS transfers
  UNION ALL
  WITH centre
  MATCH (centre)<-[r:TRANSFERRED]-(near:Account)
  WHERE r.load <= $view AND ($from IS NULL OR r.at >= $from) AND ($to IS NULL OR r.at < $to)
  RETURN near AS payer, centre AS payee, near, 1 AS step,
         sum(r.amount / 10.0 ^ coalesce($exponents[r.currency], 2)) AS amount, count(*) AS transfers
}
WITH centre, payer, payee, near, amount, transfers
ORDER BY amount DESC
WITH centre, collect({payer: payer, payee: payee, amount: amount, transfers: transfers, step: 1}) AS first, collect(DISTINCT near)[..$limit] AS around
CALL {
  WITH centre, around
  UNWIND around AS near
  MATCH (near)-[r:TRANSFERRED]->(far:Account)
  WHERE far <> centre AND r.load <= $view AND ($from IS NULL OR r.at >= $from) AND ($to IS NULL OR r.at < $to)
  RETURN near AS payer, far AS payee, sum(r.amount / 10.0 ^ coalesce($exponents[r.currency], 2)) AS amount, count(*) AS transfers
  UNION
  WITH centre, around
  UNWIND around AS near
  MATCH (near)<-[r:TRANSFERRED]-(far:Account)
  WHERE far <> centre AND r.load <= $view AND ($from IS NULL OR r.at >= $from) AND ($to IS NULL OR r.at < $to)
  RETURN far AS payer, near AS payee, sum(r.amount / 10.0 ^ coalesce($exponents[r.currency], 2)) AS amount, count(*) AS transfers
}
WITH first, payer, payee, amount, transfers
ORDER BY amount DESC
WITH first, collect({payer: payer, payee: payee, amount: amount, transfers: transfers, step: 2}) AS second
WITH first + second AS pairs
UNWIND pairs AS pair
WITH pair, size(pairs) AS total
ORDER BY pair.amount DESC
LIMIT $limit
RETURN pair.payer.id AS from, pair.payee.id AS to, pair.step AS step, pair.amount AS amount, pair.transfers AS transfers,
       total, total > $limit AS truncated
