// indicator: M11
// agrees: equal
// differs: sums in tenge only; other currencies are compared by rank there
WITH 180 AS silence, 30 AS window, 2000000000 AS largeMinor, 0.5 AS season, date() AS asOf, [] AS only
MATCH ()-[any:TRANSFERRED]->()
WITH silence, window, largeMinor, season, asOf, only, min(any.at) AS start
WITH silence, window, largeMinor, season, asOf, only, date(datetime({epochMillis: start, timezone: 'Asia/Almaty'})) AS firstDay
MATCH (account:Account)
WHERE (only = [] OR account.id IN only) AND NOT coalesce(account.kind, '') IN ['atm', 'cash']
CALL {
  WITH account, asOf
  MATCH (account)-[t:TRANSFERRED]-(other:Account)
  WITH account, asOf, t, other, CASE t.precision WHEN 1 THEN date(datetime({epochMillis: t.at})) ELSE date(datetime({epochMillis: t.at, timezone: 'Asia/Almaty'})) END AS day, CASE WHEN COUNT { (account)<-[:HOLDS]-() } = 1 THEN head(COLLECT { MATCH (account)<-[:HOLDS]-(holder) RETURN holder }) ELSE account END AS own, CASE WHEN COUNT { (other)<-[:HOLDS]-() } = 1 THEN head(COLLECT { MATCH (other)<-[:HOLDS]-(holder) RETURN holder }) ELSE other END AS party
  WHERE day <= asOf
  WITH day, CASE WHEN own = party THEN null WHEN startNode(t) = account THEN 'out' ELSE 'in' END AS side, t ORDER BY t.at, t.id
  RETURN collect({day: day, side: side, amount: CASE t.currency WHEN 'KZT' THEN t.amount ELSE 0 END}) AS moves
}
WITH silence, window, largeMinor, season, asOf, account, moves,
     CASE WHEN account.opened_at > firstDay THEN account.opened_at WHEN account.opened_at IS NOT NULL THEN firstDay END AS opened
UNWIND range(0, size(moves) - 1) AS i
WITH silence, window, largeMinor, season, account, moves, moves[i].day AS day, CASE i WHEN 0 THEN opened ELSE moves[i - 1].day END AS last
WHERE duration.inDays(last, day).days >= silence
UNWIND ['in', 'out'] AS side
WITH largeMinor, season, account, day, last, side,
     reduce(sum = 0, x IN moves | sum + CASE WHEN x.side = side AND day <= x.day <= day + duration({days: window}) THEN x.amount ELSE 0 END) AS sum,
     reduce(sum = 0, x IN moves | sum + CASE WHEN x.side = side AND day - duration({days: 396}) <= x.day <= day - duration({days: 334 - window}) THEN x.amount ELSE 0 END) AS yearBefore
WHERE sum >= largeMinor AND yearBefore < season * sum
WITH account, collect({since: last, day: day, side: side, sumMinor: sum}) AS awakenings
RETURN [account.id] AS subjects, awakenings
ORDER BY account.id
