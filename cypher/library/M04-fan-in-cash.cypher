// indicator: M04
// agrees: equal
// differs: payers with a common head, founder or owner count once there, and withdrawals are set against the credits they spent
WITH 5 AS payers, 259200000 AS window, 0.8 AS cashed, date() AS asOf, [] AS only
MATCH (account:Account)-[out:TRANSFERRED]->(till:Account)
WHERE till.kind IN ['atm', 'cash'] AND NOT coalesce(account.kind, '') IN ['atm', 'cash'] AND out.at < datetime({date: asOf + duration('P1D'), timezone: 'Asia/Almaty'}).epochMillis AND (only = [] OR account.id IN only)
WITH DISTINCT payers, window, cashed, asOf, account, out.currency AS currency, out.at AS taken
// What came within the window before the withdrawal, and what was withdrawn in it
CALL {
  WITH account, currency, taken, window
  MATCH (from:Account)-[t:TRANSFERRED]->(account) WHERE t.currency = currency AND t.at >= taken - window AND t.at <= taken
  WITH t, coalesce(t.payer_id, CASE WHEN NOT coalesce(from.kind, '') IN ['atm', 'cash'] THEN CASE WHEN COUNT { (from)<-[:HOLDS]-() } = 1 THEN head(COLLECT { MATCH (from)<-[:HOLDS]-(holder) RETURN holder }) ELSE from END.id END) AS payer ORDER BY t.at DESC
  RETURN collect({at: t.at, amount: t.amount, payer: payer}) AS credits
}
CALL {
  WITH account, currency, taken, window
  MATCH (account)-[t:TRANSFERRED]->(till:Account) WHERE till.kind IN ['atm', 'cash'] AND t.currency = currency AND t.at >= taken - window AND t.at <= taken
  RETURN collect({at: t.at, amount: t.amount}) AS withdrawals
}
WITH payers, cashed, asOf, account, taken, credits, withdrawals, CASE WHEN COUNT { (account)<-[:HOLDS]-() } = 1 THEN head(COLLECT { MATCH (account)<-[:HOLDS]-(holder) RETURN holder }) ELSE account END.id AS own
WITH payers, cashed, asOf, account, own, taken, credits, withdrawals
UNWIND range(0, size(credits) - 1) AS i
WITH payers, cashed, asOf, account, own, credits[..i + 1] AS inside, credits[i].at AS since, withdrawals
WITH payers, account, own, asOf, [x IN inside WHERE x.payer <> own | x.payer] AS from, reduce(sum = 0, x IN inside | sum + x.amount) AS came,
     reduce(sum = 0, x IN withdrawals | sum + CASE WHEN x.at >= since THEN x.amount ELSE 0 END) AS went, cashed
WHERE size(from) >= payers AND went >= cashed * came
UNWIND from AS payer
WITH payers, account, came, went, collect(DISTINCT payer) AS people
WHERE size(people) >= payers
WITH account, people, came, went ORDER BY size(people) DESC, came DESC
WITH account, collect([size(people), came, went])[0] AS best
RETURN [account.id] AS subjects, best[0] AS payers, best[1] AS cameMinor, best[2] AS cashedMinor
ORDER BY cashedMinor DESC, account.id
