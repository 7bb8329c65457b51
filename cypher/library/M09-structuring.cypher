// indicator: M09
// agrees: equal
WITH 1000000000 AS cashMinor, 50000000 AS topupMinor, 1000000 AS foreignMinor, ['USD', 'EUR'] AS currencies, 0.85 AS share, 3 AS payments, 604800000 AS window, date() AS asOf, [] AS only
CALL {
  MATCH (from:Account)-[t:TRANSFERRED]->(to:Account)
  RETURN t.id AS id, t.at AS at, t.amount AS amount, t.currency AS currency, coalesce(t.channel, '') AS channel, t.payer_id AS who, from, to
  UNION ALL
  MATCH (t:CashOperation)
  RETURN t.id AS id, t.at AS at, t.amount AS amount, t.currency AS currency, coalesce(t.channel, '') AS channel, t.payer_id AS who,
         head(COLLECT { MATCH (from:Account {id: t.src}) RETURN from }) AS from, head(COLLECT { MATCH (to:Account {id: t.dst}) RETURN to }) AS to
}
WITH *, from IS NULL OR coalesce(from.kind, '') IN ['atm', 'cash'] AS deposit, to IS NULL OR coalesce(to.kind, '') IN ['atm', 'cash'] AS withdrawal
UNWIND [CASE WHEN currency = 'KZT' AND (deposit OR withdrawal) THEN cashMinor END, CASE WHEN currency = 'KZT' AND channel = 'topup' THEN topupMinor END,
        CASE WHEN currency IN currencies THEN foreignMinor END] AS threshold
WITH * WHERE at < datetime({date: asOf + duration('P1D'), timezone: 'Asia/Almaty'}).epochMillis AND amount < threshold AND amount >= share * threshold
WITH payments, window, only, id, at, threshold, currency, who, deposit OR withdrawal AS cash,
     CASE WHEN from IS NULL THEN null ELSE CASE WHEN COUNT { (from)<-[:HOLDS]-() } = 1 THEN head(COLLECT { MATCH (from)<-[:HOLDS]-(holder) RETURN holder }) ELSE from END END AS payer, CASE WHEN to IS NULL THEN null ELSE CASE WHEN COUNT { (to)<-[:HOLDS]-() } = 1 THEN head(COLLECT { MATCH (to)<-[:HOLDS]-(holder) RETURN holder }) ELSE to END END AS payee, deposit
WHERE cash OR payer <> payee
WITH payments, window, only, coalesce(who, CASE WHEN deposit THEN payee.id ELSE payer.id END) AS payer, threshold, currency, id, at
ORDER BY at, id
WITH payments, window, only, payer, threshold, currency, collect([id, at]) AS rows
WITH only, payments, payer, threshold, currency, rows, [x IN rows WHERE size([y IN rows WHERE x[1] <= y[1] <= x[1] + window]) >= payments] AS starts
WHERE starts <> [] AND (only = [] OR payer IN only)
RETURN [payer] AS subjects, threshold AS thresholdMinor, currency, [x IN rows | x[0]] AS transactions
ORDER BY payer
