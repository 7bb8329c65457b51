// indicator: T03
// agrees: equal
WITH 0.5 AS sales, 0.5 AS purchases, date() AS asOf, [] AS only
MATCH (firm:Company|Person)
WHERE (firm:Company OR firm.sole_trader = true) AND (only = [] OR firm.id IN only)
MATCH (firm)-[sale:INVOICED]->(buyer)
WHERE sale.at < datetime({date: asOf + duration('P1D'), timezone: 'Asia/Almaty'}).epochMillis AND buyer <> firm AND sale.vat IS NOT NULL AND sale.amount > 0
WITH sales, purchases, asOf, firm, sale.currency AS currency, sum(sale.amount) AS sold, sum(CASE WHEN sale.vat > 0 THEN sale.amount ELSE 0 END) AS soldWith
WHERE soldWith >= sales * sold
MATCH (firm)<-[purchase:INVOICED]-(seller)
WHERE purchase.at < datetime({date: asOf + duration('P1D'), timezone: 'Asia/Almaty'}).epochMillis AND seller <> firm AND purchase.vat IS NOT NULL AND purchase.amount > 0 AND purchase.currency = currency
WITH purchases, firm, currency, sold, soldWith, sum(purchase.amount) AS bought, sum(CASE purchase.vat WHEN 0 THEN purchase.amount ELSE 0 END) AS boughtWithout
WHERE boughtWithout >= purchases * bought
RETURN [firm.id] AS subjects, firm.name AS name, currency, sold AS soldMinor, soldWith AS soldWithVatMinor, bought AS boughtMinor, boughtWithout AS boughtWithoutVatMinor
ORDER BY soldWithVatMinor DESC, firm.id
