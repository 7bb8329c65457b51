// indicator: T07
// agrees: equal
WITH ['PSEUDO_COMPANY'] AS lists, date() AS asOf, [] AS only
MATCH (l:Listing)-[:ABOUT]->(fake:Company) WHERE l.list IN lists AND l.from IS NOT NULL AND coalesce(l.from <= asOf, true) AND coalesce(l.to > asOf, true) AND coalesce(l.began <= asOf, true) AND coalesce(l.ended > asOf, true)
WITH asOf, only, fake, min(l.from) AS since
CALL {
  WITH fake
  MATCH (fake)-[:HOLDS]->(account:Account)-[t:TRANSFERRED]-(other:Account)
  WHERE COUNT { (account)<-[:HOLDS]-() } = 1 AND COUNT { (other)<-[:HOLDS]-() } = 1
  MATCH (other)<-[:HOLDS]-(partner)
  RETURN partner, t AS deal
  UNION
  WITH fake
  MATCH (fake)-[i:INVOICED]-(partner)
  RETURN partner, i AS deal
}
WITH asOf, only, fake, since, partner, deal, CASE deal.precision WHEN 1 THEN date(datetime({epochMillis: deal.at})) ELSE date(datetime({epochMillis: deal.at, timezone: 'Asia/Almaty'})) END AS day
WHERE partner <> fake AND day >= since AND day <= asOf AND (partner:Company OR partner.sole_trader = true) AND (only = [] OR partner.id IN only)
WITH partner, collect(DISTINCT fake.id) AS fakes, min(since) AS since, count(DISTINCT deal) AS deals
RETURN [partner.id] AS subjects, partner.name AS name, fakes, since, deals
ORDER BY deals DESC, partner.id
