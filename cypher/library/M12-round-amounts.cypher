// indicator: M12
// agrees: equal
WITH 0.6 AS share, 10 AS payments, 10000 AS leastMinor, date() AS asOf, [] AS only
MATCH (account:Account)
WHERE NOT coalesce(account.kind, '') IN ['atm', 'cash'] AND (only = [] OR account.id IN only)
WITH share, payments, leastMinor, asOf, account, CASE WHEN COUNT { (account)<-[:HOLDS]-() } = 1 THEN head(COLLECT { MATCH (account)<-[:HOLDS]-(holder) RETURN holder }) ELSE account END AS own
WHERE own:Account OR own:Company OR own.sole_trader = true
MATCH (account)-[t:TRANSFERRED]->(to:Account)
WHERE t.at < datetime({date: asOf + duration('P1D'), timezone: 'Asia/Almaty'}).epochMillis AND NOT coalesce(to.kind, '') IN ['atm', 'cash'] AND coalesce(t.channel, '') <> 'topup' AND t.amount >= leastMinor
WITH share, payments, asOf, account, own, to, collect(t) AS paid
WITH share, payments, asOf, account, own, to, CASE WHEN COUNT { (to)<-[:HOLDS]-() } = 1 THEN head(COLLECT { MATCH (to)<-[:HOLDS]-(holder) RETURN holder }) ELSE to END AS party, paid
WHERE party <> own
// Nothing within a group of companies: loans and pools
CALL {
  WITH own, asOf
  MATCH (own)-[stakes:FOUNDED|OWNS*0..8]-(kin)
  WHERE all(stake IN stakes WHERE startNode(stake):Company AND coalesce(stake.share >= 25, true) AND coalesce(stake.from <= asOf, true) AND coalesce(stake.to > asOf, true) AND coalesce(stake.began <= asOf, true) AND coalesce(stake.ended > asOf, true))
  RETURN collect(DISTINCT kin) AS group
}
WITH share, payments, account, to, party, group, paid WHERE NOT party IN group
UNWIND paid AS t
// A sum that comes again to the same receiver in another month is wages, rent, a subscription
WITH share, payments, account, to, t.amount AS amount, t.currency AS currency, CASE t.precision WHEN 1 THEN date(datetime({epochMillis: t.at})) ELSE date(datetime({epochMillis: t.at, timezone: 'Asia/Almaty'})) END AS day
WITH share, payments, account, to, amount, currency, count(*) AS count, count(DISTINCT day.year * 12 + day.month) AS months
WHERE months = 1
// At most two digits before the zeros
WITH share, payments, account, count, toString(amount) AS digits
WITH share, payments, account, sum(count) AS counted, sum(CASE WHEN digits =~ '[0-9]{1,2}0*' THEN count ELSE 0 END) AS round
WHERE counted >= payments AND round >= share * counted
RETURN [account.id] AS subjects, counted AS payments, round, 1.0 * round / counted AS share
ORDER BY round DESC, account.id
