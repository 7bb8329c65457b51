// indicator: M01
// agrees: covers
// differs: the rule spends credits first in, first out, and looks at end-of-day balances where they are known
WITH 3 AS credits, 259200000 AS window, 0.8 AS spent, 0.9 AS ratioMin, 1.1 AS ratioMax, date() AS asOf, [] AS only
MATCH (account:Account)
WHERE NOT coalesce(account.kind, '') IN ['atm', 'cash'] AND (only = [] OR account.id IN only) AND EXISTS { (account)<-[:TRANSFERRED]-() }
CALL {
  WITH account, asOf
  MATCH (account)-[t:TRANSFERRED]->() WHERE t.at < datetime({date: asOf + duration('P1D'), timezone: 'Asia/Almaty'}).epochMillis
  RETURN t, false AS credit
  UNION ALL
  WITH account, asOf
  MATCH (account)<-[t:TRANSFERRED]-() WHERE t.at < datetime({date: asOf + duration('P1D'), timezone: 'Asia/Almaty'}).epochMillis
  RETURN t, true AS credit
}
WITH credits, window, spent, ratioMin, ratioMax, account, t.currency AS currency, t, credit, CASE t.precision WHEN 1 THEN date(datetime({epochMillis: t.at})) ELSE date(datetime({epochMillis: t.at, timezone: 'Asia/Almaty'})) END AS day ORDER BY t.at, t.id
WITH credits, window, spent, ratioMin, ratioMax, account, currency, collect({at: t.at, amount: t.amount, credit: credit, month: day.year * 12 + day.month}) AS moves
UNWIND moves AS x
WITH credits, window, spent, ratioMin, ratioMax, account, currency, moves, x.month AS month,
     sum(CASE WHEN x.credit THEN 1 ELSE 0 END) AS n, sum(CASE WHEN x.credit THEN x.amount ELSE 0 END) AS came, sum(CASE WHEN x.credit THEN 0 ELSE x.amount END) AS went
WHERE n >= credits AND ratioMin * came <= went <= ratioMax * came
// For each credit at most what was paid within the window after it
WITH spent, account, currency, month, came, went, [x IN moves WHERE x.credit AND x.month = month |
       [x.amount, reduce(sum = 0, y IN moves | CASE WHEN NOT y.credit AND x.at <= y.at <= x.at + window THEN sum + y.amount ELSE sum END)]] AS each
WITH spent, account, currency, month, came, went, reduce(sum = 0, x IN each | sum + CASE WHEN x[1] < x[0] THEN x[1] ELSE x[0] END) AS passed
WHERE passed >= spent * came
WITH account, currency, toString((month - 1) / 12) + '-' + right('0' + toString((month - 1) % 12 + 1), 2) AS month, came, went ORDER BY month
WITH account, collect([month, currency, came, went]) AS months
RETURN [account.id] AS subjects, months
ORDER BY account.id
