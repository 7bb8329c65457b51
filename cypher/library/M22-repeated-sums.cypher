// indicator: M22
// agrees: equal
WITH 3 AS count, 0.05 AS within, date() AS asOf, [] AS only
MATCH (from:Account)-[t:TRANSFERRED]->(to:Account)
WHERE t.at < datetime({date: asOf + duration('P1D'), timezone: 'Asia/Almaty'}).epochMillis AND t.amount > 0 AND NOT coalesce(to.kind, '') IN ['atm', 'cash']
WITH count, within, only, to, CASE WHEN coalesce(from.kind, '') IN ['atm', 'cash'] THEN t.payer_id ELSE CASE WHEN COUNT { (from)<-[:HOLDS]-() } = 1 THEN head(COLLECT { MATCH (from)<-[:HOLDS]-(holder) RETURN holder }) ELSE from END.id END AS payer, CASE WHEN COUNT { (to)<-[:HOLDS]-() } = 1 THEN head(COLLECT { MATCH (to)<-[:HOLDS]-(holder) RETURN holder }) ELSE to END.id AS own,
     CASE t.precision WHEN 1 THEN date(datetime({epochMillis: t.at})) ELSE date(datetime({epochMillis: t.at, timezone: 'Asia/Almaty'})) END AS day, t.currency AS currency, t, from
WHERE payer <> own
WITH count, within, only, payer, to, day, currency, collect(t.amount) AS sums, collect(DISTINCT from.id) AS senders
WHERE size(sums) >= count AND any(least IN sums WHERE size([x IN sums WHERE least <= x <= least * (1 + within)]) >= count)
WITH only, payer, to, collect({day: day, currency: currency, sumsMinor: sums}) AS days,
     reduce(ids = [], list IN collect(senders) | ids + [id IN list WHERE NOT id IN ids]) AS senders
WHERE only = [] OR any(id IN senders + to.id WHERE id IN only)
RETURN senders + to.id AS subjects, payer, days
ORDER BY payer, to.id
