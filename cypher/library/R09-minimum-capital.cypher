// indicator: R09
// agrees: covers
// differs: the rule says nothing where more than a tenth of the firms have so little: then it is usual
WITH 100 AS mci, date() AS asOf, [] AS only
MATCH (firm:Company)
WHERE firm.capital IS NOT NULL AND firm.registered_at >= date('2019-01-01') AND firm.registered_at <= asOf AND coalesce(firm.capital_currency, 'KZT') = 'KZT'
  AND NOT firm.id =~ 'company:[A-Z]{2}:.*' AND (only = [] OR firm.id IN only) AND coalesce(firm.dissolved_at > asOf, true)
  AND NOT EXISTS { MATCH (firm)<-[:ABOUT]-(off:Listing) WHERE off.list IN ['INACTIVE', 'BANKRUPT'] AND coalesce(off.from <= asOf, true) AND coalesce(off.to > asOf, true) AND coalesce(off.began <= asOf, true) AND coalesce(off.ended > asOf, true) }
// The monthly calculation index from each day on, in tenge
WITH mci, firm, [x IN [['2019-01-01', 2525], ['2020-01-01', 2651], ['2020-04-01', 2778], ['2021-01-01', 2917], ['2022-01-01', 3063],
       ['2022-04-01', 3180], ['2023-01-01', 3450], ['2024-01-01', 3692], ['2025-01-01', 3932], ['2026-01-01', 4325]]
       WHERE date(x[0]) <= firm.registered_at | x[1]][-1] AS tenge
WHERE firm.capital <= mci * tenge * 100
RETURN [firm.id] AS subjects, firm.name AS name, firm.capital AS capitalMinor, mci * tenge * 100 AS limitMinor
ORDER BY capitalMinor, firm.id
