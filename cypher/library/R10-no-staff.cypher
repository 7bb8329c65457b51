// indicator: R10
// agrees: equal
WITH date() AS asOf, [] AS only
MATCH (taxes:TaxReturn)-[:ABOUT]->(firm:Company)
WHERE (only = [] OR firm.id IN only) AND taxes.from <= asOf
WITH firm, taxes.from.year AS year, sum(CASE WHEN taxes.turnover > 0 THEN taxes.turnover ELSE 0 END) AS turnover,
     max(taxes.employees) AS employees, max(taxes.payroll) AS payroll
WHERE turnover > 0 AND coalesce(employees, payroll) IS NOT NULL AND coalesce(employees, 0) <= 0 AND coalesce(payroll, 0) <= 0
WITH firm, collect(year) AS years, sum(turnover) AS turnover
RETURN [firm.id] AS subjects, firm.name AS name, years, turnover AS turnoverMinor
ORDER BY turnoverMinor DESC, firm.id
