// indicator: M14
// agrees: equal
WITH 3 AS payers, 2592000000 AS window, date() AS asOf, [] AS only
MATCH (card:Account {kind: 'card'})
WHERE (only = [] OR card.id IN only) AND EXISTS { (card)<-[:HOLDS]-(:Person) }
CALL {
  WITH card
  MATCH (card)-[t:TRANSFERRED]->() WHERE t.payer_id STARTS WITH 'person:'
  RETURN t.payer_id AS payer, t.at AS at
  UNION ALL
  WITH card
  MATCH (card)<-[t:TRANSFERRED]-(from:Account) WHERE t.payer_id STARTS WITH 'person:'
    AND (t.channel = 'topup' OR coalesce(from.kind, '') IN ['atm', 'cash'] OR NOT EXISTS { (from)<-[:HOLDS]-(:Person {id: t.payer_id}) })
  RETURN t.payer_id AS payer, t.at AS at
  UNION ALL
  WITH card
  MATCH (card)<-[:ABOUT]-(t:CashOperation) WHERE t.payer_id STARTS WITH 'person:'
  RETURN t.payer_id AS payer, t.at AS at
}
WITH payers, window, asOf, card, payer, at
WHERE at < datetime({date: asOf + duration('P1D'), timezone: 'Asia/Almaty'}).epochMillis AND NOT EXISTS { (card)<-[:HOLDS]-(:Person {id: payer}) }
WITH payers, window, card, collect([payer, at]) AS others
UNWIND others AS first
WITH payers, card, COLLECT { UNWIND others AS x WITH x, first WHERE first[1] <= x[1] <= first[1] + window RETURN DISTINCT x[0] } AS people
WITH payers, card, people, size(people) AS count ORDER BY count DESC
WITH payers, card, head(collect(people)) AS people
WHERE size(people) >= payers
RETURN [card.id] AS subjects, people
ORDER BY size(people) DESC, card.id
