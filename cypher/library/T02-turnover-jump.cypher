// indicator: T02
// agrees: equal
// differs: sums in tenge only; other currencies are compared by rank there
WITH 10 AS times, 2000000000 AS largeMinor, 0.5 AS season, date() AS asOf, [] AS only
MATCH ()-[any:TRANSFERRED|INVOICED]->()
WITH times, largeMinor, season, asOf, only, min(any.at) AS start
WITH times, largeMinor, season, asOf, only, date(datetime({epochMillis: start, timezone: 'Asia/Almaty'})) AS start
MATCH (firm:Company) WHERE only = [] OR firm.id IN only
CALL {
  WITH firm
  MATCH (firm)-[:HOLDS]->(account:Account) WHERE COUNT { (account)<-[:HOLDS]-() } = 1
  WITH DISTINCT firm, account
  MATCH (account)-[t:TRANSFERRED]->(other:Account)
  WHERE other <> account AND NOT (COUNT { (other)<-[:HOLDS]-() } = 1 AND EXISTS { (firm)-[:HOLDS]->(other) })
  RETURN t, t.amount AS amount, t.currency AS currency
  UNION ALL
  WITH firm
  MATCH (firm)-[:HOLDS]->(account:Account)<-[:ABOUT]-(t:CashOperation) WHERE COUNT { (account)<-[:HOLDS]-() } = 1 AND t.src = account.id
  RETURN t, t.amount AS amount, t.currency AS currency
  UNION ALL
  // A firm without an account in the data: what it was to pay
  WITH firm
  MATCH (firm)<-[t:INVOICED]-(seller) WHERE seller <> firm AND NOT EXISTS { MATCH (firm)-[:HOLDS]->(a:Account) WHERE COUNT { (a)<-[:HOLDS]-() } = 1 }
  RETURN t, t.amount AS amount, t.currency AS currency
}
WITH times, largeMinor, season, asOf, firm, start, amount, currency, CASE t.precision WHEN 1 THEN date(datetime({epochMillis: t.at})) ELSE date(datetime({epochMillis: t.at, timezone: 'Asia/Almaty'})) END AS day
WHERE currency = 'KZT' AND day <= asOf
WITH times, largeMinor, season, firm, start, day.year * 12 + day.month AS month, sum(amount) AS turnover
WITH times, largeMinor, season, firm, CASE WHEN firm.registered_at > start THEN firm.registered_at ELSE start END AS since, collect({month: month, sum: turnover}) AS months
UNWIND months AS now
WITH times, largeMinor, season, firm, months, now
WHERE now.month - 6 >= since.year * 12 + since.month AND now.sum >= largeMinor
WITH times, season, firm, months, now, [ago IN range(1, 6) | reduce(sum = 0, x IN months | CASE x.month WHEN now.month - ago THEN x.sum ELSE sum END)] AS before,
     reduce(most = 0, x IN months | CASE WHEN now.month - 13 <= x.month <= now.month - 11 AND x.sum > most THEN x.sum ELSE most END) AS lastYear
WHERE lastYear < season * now.sum
UNWIND before AS x
WITH times, firm, now, x ORDER BY x
WITH times, firm, now, collect(x) AS before
WHERE 2 * now.sum >= times * (before[2] + before[3])
WITH firm, collect([toString((now.month - 1) / 12) + '-' + right('0' + toString((now.month - 1) % 12 + 1), 2), now.sum, (before[2] + before[3]) / 2]) AS months
RETURN [firm.id] AS subjects, firm.name AS name, months
ORDER BY firm.id
