// indicator: M17
// agrees: equal
WITH ['VASP'] AS providers, ['AFSA_LICENSED'] AS registers, date() AS asOf, [] AS only
MATCH (l:Listing)-[:ABOUT]->(listed) WHERE l.list IN providers AND coalesce(l.from <= asOf, true) AND coalesce(l.to > asOf, true) AND coalesce(l.began <= asOf, true) AND coalesce(l.ended > asOf, true)
WITH DISTINCT registers, asOf, only, listed
CALL {
  WITH listed
  WITH listed WHERE listed:Account
  RETURN listed AS account
  UNION
  WITH listed
  MATCH (listed)-[:HOLDS]->(account:Account) WHERE COUNT { (account)<-[:HOLDS]-() } = 1
  RETURN account
}
MATCH (account)-[t:TRANSFERRED]-(other:Account)
WHERE t.at < datetime({date: asOf + duration('P1D'), timezone: 'Asia/Almaty'}).epochMillis AND NOT coalesce(account.kind, '') IN ['atm', 'cash']
WITH registers, only, listed, account, other, t, CASE t.precision WHEN 1 THEN date(datetime({epochMillis: t.at})) ELSE date(datetime({epochMillis: t.at, timezone: 'Asia/Almaty'})) END AS day, CASE WHEN COUNT { (account)<-[:HOLDS]-() } = 1 THEN head(COLLECT { MATCH (account)<-[:HOLDS]-(holder) RETURN holder }) ELSE account END AS own, CASE WHEN COUNT { (other)<-[:HOLDS]-() } = 1 THEN head(COLLECT { MATCH (other)<-[:HOLDS]-(holder) RETURN holder }) ELSE other END AS party
WHERE own <> party AND NOT EXISTS {
  MATCH (licence:Listing)-[:ABOUT]->(who) WHERE who IN [listed, account, own] AND licence.list IN registers
    AND coalesce(licence.from <= day, true) AND coalesce(licence.to > day, true) }
WITH only, listed, collect(DISTINCT account.id) AS accounts, collect(DISTINCT CASE WHEN NOT coalesce(other.kind, '') IN ['atm', 'cash'] THEN other.id END) AS clients, count(t) AS transfers
RETURN listed.id AS provider, accounts, clients, transfers, [listed.id] + [id IN accounts WHERE id <> listed.id] AS subjects
ORDER BY transfers DESC, provider
