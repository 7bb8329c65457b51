// indicator: M15
// agrees: covers
// differs: the rule joins windows with two holders in common into one crew, and leaves out machines that are as busy all day and groups that come as on a payday
WITH 4 AS cards, 900000 AS window, date() AS asOf, [] AS only
MATCH (card:Account)-[t:TRANSFERRED]->(atm:Account {kind: 'atm'})
WHERE t.at < datetime({date: asOf + duration('P1D'), timezone: 'Asia/Almaty'}).epochMillis AND t.precision = 0
WITH cards, window, only, atm, t, card, CASE WHEN COUNT { (card)<-[:HOLDS]-() } = 1 THEN head(COLLECT { MATCH (card)<-[:HOLDS]-(holder) RETURN holder }) ELSE card END.id AS party ORDER BY t.at
WITH cards, window, only, atm, collect({at: t.at, card: card.id, party: party}) AS taken
UNWIND range(0, size(taken) - 1) AS i
WITH cards, only, atm, taken[i].at AS since, [x IN taken[i..i + 200] WHERE x.at <= taken[i].at + window] AS together
WHERE size(together) >= cards
UNWIND together AS x
WITH cards, only, atm, since, collect(DISTINCT x.card) AS subjects, count(DISTINCT x.party) AS holders
WHERE holders >= cards AND (only = [] OR any(id IN subjects WHERE id IN only))
RETURN subjects, atm.id AS atm, since, holders
ORDER BY holders DESC, since
