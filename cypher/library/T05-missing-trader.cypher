// indicator: T05
// agrees: equal
WITH 0.02 AS paidShare, 240000000 AS largeMinor, 12 AS months, 90 AS silence, date() AS asOf, [] AS only
MATCH ()-[any:TRANSFERRED|INVOICED]->() WHERE any.at < datetime({date: asOf + duration('P1D'), timezone: 'Asia/Almaty'}).epochMillis
WITH paidShare, largeMinor, months, silence, asOf, only, max(any.at) AS latest
WITH paidShare, largeMinor, months, silence, asOf, only, date(datetime({epochMillis: latest, timezone: 'Asia/Almaty'})) AS latest
MATCH (firm:Company)
WHERE firm.registered_at IS NOT NULL AND (only = [] OR firm.id IN only) AND EXISTS { (firm)<-[:ABOUT]-(:TaxReturn) }
// Of returns that cover each other the longest
CALL {
  WITH firm, asOf
  MATCH (taxes:TaxReturn)-[:ABOUT]->(firm) WHERE taxes.vat_paid IS NOT NULL AND taxes.from <= asOf
  WITH taxes ORDER BY taxes.from, taxes.to DESC, taxes.vat_paid DESC, taxes.row
  WITH collect(taxes) AS stated
  RETURN reduce(apart = [], x IN stated | CASE WHEN apart = [] OR x.from >= apart[-1].to THEN apart + [x] ELSE apart END) AS returns
}
WITH * WHERE returns <> []
CALL {
  WITH firm, returns, asOf
  MATCH (firm)-[sale:INVOICED]->()
  WHERE sale.currency = 'KZT' AND sale.vat > 0
  WITH returns, asOf, sale, CASE sale.precision WHEN 1 THEN date(datetime({epochMillis: sale.at})) ELSE date(datetime({epochMillis: sale.at, timezone: 'Asia/Almaty'})) END AS day
  WHERE day <= asOf AND any(x IN returns WHERE x.from <= day AND day < x.to)
  RETURN coalesce(sum(sale.vat), 0) AS invoiced
}
WITH *, reduce(sum = 0, x IN returns | sum + coalesce(x.vat_charged, 0)) AS stated, reduce(sum = 0, x IN returns | sum + x.vat_paid) AS paid
WITH *, CASE WHEN invoiced > stated THEN invoiced ELSE stated END AS charged
WHERE charged >= largeMinor AND paid < paidShare * charged
// Gone: dissolved, inactive, or without a movement
CALL {
  WITH firm
  MATCH (firm)-[:HOLDS]->(account:Account)-[t:TRANSFERRED]-() WHERE COUNT { (account)<-[:HOLDS]-() } = 1
  RETURN t
  UNION
  WITH firm
  MATCH (firm)-[t:INVOICED]-()
  RETURN t
}
WITH firm, months, silence, asOf, latest, charged, paid, max(CASE WHEN t.at < datetime({date: asOf + duration('P1D'), timezone: 'Asia/Almaty'}).epochMillis THEN CASE t.precision WHEN 1 THEN date(datetime({epochMillis: t.at})) ELSE date(datetime({epochMillis: t.at, timezone: 'Asia/Almaty'})) END END) AS moved
WITH firm, months, silence, charged, paid, latest, moved, asOf,
     COLLECT { MATCH (firm)<-[:ABOUT]-(l:Listing {list: 'INACTIVE'}) WHERE coalesce(l.from <= asOf, true) AND coalesce(l.to > asOf, true) AND coalesce(l.began <= asOf, true) AND coalesce(l.ended > asOf, true) RETURN coalesce(l.from, moved) } AS inactive
WITH firm, months, charged, paid,
     [x IN [CASE WHEN firm.dissolved_at <= asOf THEN firm.dissolved_at END, CASE WHEN moved + duration({days: silence}) <= latest THEN moved END] + inactive WHERE x IS NOT NULL] AS ends
WHERE ends <> []
UNWIND ends AS end
WITH firm, months, charged, paid, min(end) AS end
WHERE firm.registered_at <= end AND duration.between(firm.registered_at, end).months < months
RETURN [firm.id] AS subjects, firm.name AS name, charged AS chargedMinor, paid AS paidMinor, end
ORDER BY charged DESC, firm.id
