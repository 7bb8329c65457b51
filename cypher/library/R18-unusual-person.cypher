// indicator: R18
// agrees: equal
WITH 21 AS young, 75 AS old, date() AS asOf, [] AS only
MATCH (person:Person)-[r:FOUNDED|MANAGES]->(firm:Company)
WHERE person.birth_date <= asOf AND r.role IN ['founder', 'executive'] AND coalesce(r.from <= asOf, true) AND coalesce(r.to > asOf, true) AND coalesce(r.began <= asOf, true) AND coalesce(r.ended > asOf, true) AND coalesce(firm.dissolved_at > asOf, true)
  AND NOT EXISTS { MATCH (firm)<-[:ABOUT]-(off:Listing) WHERE off.list IN ['INACTIVE', 'BANKRUPT'] AND coalesce(off.from <= asOf, true) AND coalesce(off.to > asOf, true) AND coalesce(off.began <= asOf, true) AND coalesce(off.ended > asOf, true) }
WITH young, old, only, person, duration.between(person.birth_date, asOf).years AS age, collect(DISTINCT firm.id) AS firms
WHERE (age < young OR age > old) AND (only = [] OR any(id IN [person.id] + firms WHERE id IN only))
RETURN [person.id] + firms AS subjects, person.name AS name, age
ORDER BY age, person.id
