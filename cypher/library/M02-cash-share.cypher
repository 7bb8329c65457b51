// indicator: M02
// agrees: equal
WITH 0.3 AS warn, date() AS asOf, [] AS only
MATCH (firm:Company)-[:HOLDS]->(account:Account)
WHERE (only = [] OR firm.id IN only) AND COUNT { (account)<-[:HOLDS]-() } = 1 AND NOT coalesce(account.kind, '') IN ['atm', 'cash']
WITH DISTINCT warn, asOf, firm, account
CALL {
  WITH firm, account
  MATCH (account)-[t:TRANSFERRED]->(other:Account)
  WHERE other <> account AND NOT (COUNT { (other)<-[:HOLDS]-() } = 1 AND EXISTS { (firm)-[:HOLDS]->(other) })
  RETURN t.at AS at, t.precision AS precision, t.amount AS amount, t.currency AS currency, coalesce(other.kind, '') IN ['atm', 'cash'] AS cash
  UNION ALL
  WITH account
  MATCH (account)<-[:ABOUT]-(t:CashOperation) WHERE t.src = account.id
  RETURN t.at AS at, t.precision AS precision, t.amount AS amount, t.currency AS currency, true AS cash
}
WITH warn, asOf, firm, {at: at, precision: precision} AS t, amount, currency, cash
WITH warn, asOf, firm, CASE t.precision WHEN 1 THEN date(datetime({epochMillis: t.at})) ELSE date(datetime({epochMillis: t.at, timezone: 'Asia/Almaty'})) END AS day, amount, currency, cash
WHERE day <= asOf
WITH warn, firm, substring(toString(day), 0, 7) AS month, currency, sum(amount) AS turnover, sum(CASE WHEN cash THEN amount ELSE 0 END) AS taken
WHERE taken > 0 AND taken >= warn * turnover
WITH firm, month, currency, 1.0 * taken / turnover AS share ORDER BY share DESC
WITH firm, collect([month, currency, share]) AS months
RETURN [firm.id] AS subjects, firm.name AS name, months
ORDER BY firm.id
