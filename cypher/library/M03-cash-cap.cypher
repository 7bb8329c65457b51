// indicator: M03
// agrees: equal
// differs: firms whose size class is given; the rule works it out from staff and income where it is not
WITH 0.9 AS near, {small: 2000000000, medium: 12000000000, large: 15000000000} AS capsMinor, date('2026-01-01') AS validFrom, date() AS asOf, [] AS only
MATCH (firm:Company)-[:HOLDS]->(account:Account)
WHERE firm.size_class IN keys(capsMinor) AND (only = [] OR firm.id IN only) AND COUNT { (account)<-[:HOLDS]-() } = 1
WITH DISTINCT near, capsMinor, validFrom, asOf, firm, account
CALL {
  WITH account
  MATCH (account)-[t:TRANSFERRED]->(till:Account) WHERE till.kind IN ['atm', 'cash']
  RETURN t
  UNION ALL
  WITH account
  MATCH (account)<-[:ABOUT]-(t:CashOperation) WHERE t.src = account.id
  RETURN t
}
WITH near, capsMinor[firm.size_class] AS cap, validFrom, asOf, firm, account, t, CASE t.precision WHEN 1 THEN date(datetime({epochMillis: t.at})) ELSE date(datetime({epochMillis: t.at, timezone: 'Asia/Almaty'})) END AS day
WHERE t.currency = 'KZT' AND validFrom <= day <= asOf
WITH near, cap, firm, substring(toString(day), 0, 7) AS month, sum(t.amount) AS cash, collect(DISTINCT account.bank) AS banks
WHERE cash >= near * cap
WITH firm, cap, month, cash, banks ORDER BY month
WITH firm, cap, collect([month, cash, banks]) AS months
RETURN [firm.id] AS subjects, firm.name AS name, cap AS capMinor, months
ORDER BY firm.id
