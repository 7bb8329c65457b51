// indicator: M10
// agrees: equal
// differs: sums in other currencies are compared by rank there
WITH 50000000 AS thresholdMinor, date() AS asOf, [] AS only
MATCH ()-[t:TRANSFERRED {channel: 'topup'}]->(card:Account)
WHERE t.at < datetime({date: asOf + duration('P1D'), timezone: 'Asia/Almaty'}).epochMillis AND NOT coalesce(card.kind, '') IN ['bank', 'atm', 'cash'] AND (only = [] OR card.id IN only)
  AND t.currency = 'KZT' AND (t.confirmed = 'no' OR t.payer_id IS NULL AND EXISTS { ()-[named:TRANSFERRED]->() WHERE named.payer_id IS NOT NULL })
WITH thresholdMinor, card, CASE t.precision WHEN 1 THEN date(datetime({epochMillis: t.at})) ELSE date(datetime({epochMillis: t.at, timezone: 'Asia/Almaty'})) END AS day, t.amount > thresholdMinor AS single, t ORDER BY t.at, t.id
WITH thresholdMinor, card, day, single, collect(t.id) AS ids, sum(t.amount) AS sum
WHERE single OR size(ids) > 1 AND sum > thresholdMinor
WITH card, collect({day: day, kind: CASE WHEN single THEN 'single' ELSE 'split' END, sumMinor: sum, transactions: ids}) AS found
RETURN [card.id] AS subjects, found
ORDER BY card.id
