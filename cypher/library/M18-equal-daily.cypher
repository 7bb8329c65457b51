// indicator: M18
// agrees: equal
WITH 5 AS days, date() AS asOf, [] AS only
MATCH (from:Account)-[t:TRANSFERRED]->(to:Account)
WHERE t.at < datetime({date: asOf + duration('P1D'), timezone: 'Asia/Almaty'}).epochMillis AND t.amount > 0 AND NOT coalesce(to.kind, '') IN ['atm', 'cash']
WITH days, only, to, t.amount AS amount, t.currency AS currency, t, from
WITH days, only, to, amount, currency, CASE WHEN coalesce(from.kind, '') IN ['atm', 'cash'] THEN t.payer_id ELSE CASE WHEN COUNT { (from)<-[:HOLDS]-() } = 1 THEN head(COLLECT { MATCH (from)<-[:HOLDS]-(holder) RETURN holder }) ELSE from END.id END AS payer, from.id AS sender, CASE WHEN COUNT { (to)<-[:HOLDS]-() } = 1 THEN head(COLLECT { MATCH (to)<-[:HOLDS]-(holder) RETURN holder }) ELSE to END.id AS own, CASE t.precision WHEN 1 THEN date(datetime({epochMillis: t.at})) ELSE date(datetime({epochMillis: t.at, timezone: 'Asia/Almaty'})) END AS day
WHERE payer <> own
WITH days, only, payer, to, amount, currency, day, collect(DISTINCT sender) AS senders ORDER BY day
WITH days, only, payer, to, amount, currency, collect(day) AS on, reduce(ids = [], list IN collect(senders) | ids + [id IN list WHERE NOT id IN ids]) AS senders
WHERE size(on) >= days
  AND any(i IN range(0, size(on) - days) WHERE duration.inDays(on[i], on[i + days - 1]).days = days - 1)
WITH only, payer, to, collect({amountMinor: amount, currency: currency, days: size(on), first: head(on)}) AS sums,
     reduce(ids = [], list IN collect(senders) | ids + [id IN list WHERE NOT id IN ids]) AS senders
WHERE only = [] OR any(id IN senders + to.id WHERE id IN only)
RETURN senders + to.id AS subjects, payer, sums
ORDER BY payer, to.id
