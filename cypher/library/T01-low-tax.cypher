// indicator: T01
// agrees: equal
// differs: sums in other currencies are converted there where rates are given
WITH 0.009 AS share, date() AS asOf, [] AS only
MATCH (firm:Company) WHERE (only = [] OR firm.id IN only) AND EXISTS { (firm)<-[:ABOUT]-(:TaxReturn) }
// Of returns that cover each other the longest
CALL {
  WITH firm, asOf
  MATCH (taxes:TaxReturn)-[:ABOUT]->(firm) WHERE taxes.taxes_paid IS NOT NULL AND taxes.from <= asOf
  WITH taxes ORDER BY taxes.from, taxes.to DESC, taxes.taxes_paid DESC, taxes.row
  WITH collect(taxes) AS stated
  RETURN reduce(apart = [], x IN stated | CASE WHEN apart = [] OR x.from >= apart[-1].to THEN apart + [x] ELSE apart END) AS returns
}
WITH * WHERE returns <> []
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
WITH share, asOf, firm, returns, amount, currency, CASE t.precision WHEN 1 THEN date(datetime({epochMillis: t.at})) ELSE date(datetime({epochMillis: t.at, timezone: 'Asia/Almaty'})) END AS day
WHERE currency = 'KZT' AND day <= asOf AND any(x IN returns WHERE date.truncate('month', x.from) <= day AND day < date.truncate('month', x.to))
WITH share, firm, reduce(sum = 0, x IN returns | sum + x.taxes_paid) AS paid, sum(amount) AS turnover
WHERE turnover > 0 AND paid < share * turnover
RETURN [firm.id] AS subjects, firm.name AS name, paid AS paidMinor, turnover AS turnoverMinor, 1.0 * paid / turnover AS share
ORDER BY turnover DESC, firm.id
