// indicator: N03
// agrees: equal
WITH ['PSEUDO_COMPANY'] AS lists, date() AS asOf, [] AS only
MATCH (l:Listing)-[:ABOUT]->(fake:Company) WHERE l.list IN lists AND coalesce(l.from <= asOf, true) AND coalesce(l.to > asOf, true) AND coalesce(l.began <= asOf, true) AND coalesce(l.ended > asOf, true)
WITH asOf, only, collect(DISTINCT fake) AS fakes
// One step: a founder, head or account (1), a contact (1.5), an address unit (2)
CALL {
  WITH asOf, fakes
  UNWIND fakes AS near
  CALL {
    WITH asOf, near
    MATCH (near)<-[r:FOUNDED|MANAGES]-(value) WHERE r.role IN ['founder', 'executive'] AND coalesce(r.from <= asOf, true) AND coalesce(r.to > asOf, true) AND coalesce(r.began <= asOf, true) AND coalesce(r.ended > asOf, true)
    RETURN value
    UNION
    WITH asOf, near
    MATCH (near)-[r:FOUNDED|MANAGES]->(:Company) WHERE r.role IN ['founder', 'executive'] AND coalesce(r.from <= asOf, true) AND coalesce(r.to > asOf, true) AND coalesce(r.began <= asOf, true) AND coalesce(r.ended > asOf, true)
    RETURN near AS value
    UNION
    WITH asOf, near
    MATCH (near)-[r:HOLDS|REACHED_BY|REGISTERED_AT]->(value) WHERE coalesce(r.from <= asOf, true) AND coalesce(r.to > asOf, true) AND coalesce(r.began <= asOf, true) AND coalesce(r.ended > asOf, true)
      AND NOT EXISTS { MATCH (value)-[:PART_OF*0..1]->(place)<-[:ABOUT]-(l:Listing {list: 'WHITELISTED_ADDRESS'}) WHERE coalesce(l.from <= asOf, true) AND coalesce(l.to > asOf, true) AND coalesce(l.began <= asOf, true) AND coalesce(l.ended > asOf, true) }
    RETURN value
  }
  WITH DISTINCT asOf, value
  CALL {
    WITH asOf, value
    MATCH (value)-[r:FOUNDED|MANAGES]->(firm:Company) WHERE r.role IN ['founder', 'executive'] AND coalesce(r.from <= asOf, true) AND coalesce(r.to > asOf, true) AND coalesce(r.began <= asOf, true) AND coalesce(r.ended > asOf, true)
    RETURN firm
    UNION
    WITH asOf, value
    MATCH (firm:Company)-[r:HOLDS|REACHED_BY|REGISTERED_AT]->(value) WHERE coalesce(r.from <= asOf, true) AND coalesce(r.to > asOf, true) AND coalesce(r.began <= asOf, true) AND coalesce(r.ended > asOf, true)
    RETURN firm
    UNION
    WITH asOf, value
    WITH asOf, value WHERE value:Company AND EXISTS { MATCH (value)-[r:FOUNDED|MANAGES]->(:Company) WHERE r.role IN ['founder', 'executive'] AND coalesce(r.from <= asOf, true) AND coalesce(r.to > asOf, true) AND coalesce(r.began <= asOf, true) AND coalesce(r.ended > asOf, true) }
    RETURN value AS firm
  }
  WITH value, collect(DISTINCT firm) AS sharing
  WHERE size(sharing) <= CASE WHEN value:Address OR value:Contact THEN 6 ELSE 200 END
  UNWIND sharing AS firm
  WITH firm, CASE WHEN value:Address THEN 2.0 WHEN value:Contact THEN 1.5 ELSE 1.0 END AS length
  WITH firm, min(length) AS distance
  RETURN collect({firm: firm, distance: distance}) AS first
}
WITH asOf, only, fakes, [x IN first WHERE NOT x.firm IN fakes] AS first
WITH asOf, only, fakes, first, [x IN first WHERE x.distance = 1.0 | x.firm] AS next
// Two steps of length 1
CALL {
  WITH asOf, next
  UNWIND next AS near
  CALL {
    WITH asOf, near
    MATCH (near)<-[r:FOUNDED|MANAGES]-(value) WHERE r.role IN ['founder', 'executive'] AND coalesce(r.from <= asOf, true) AND coalesce(r.to > asOf, true) AND coalesce(r.began <= asOf, true) AND coalesce(r.ended > asOf, true)
    RETURN value
    UNION
    WITH asOf, near
    MATCH (near)-[r:FOUNDED|MANAGES]->(:Company) WHERE r.role IN ['founder', 'executive'] AND coalesce(r.from <= asOf, true) AND coalesce(r.to > asOf, true) AND coalesce(r.began <= asOf, true) AND coalesce(r.ended > asOf, true)
    RETURN near AS value
    UNION
    WITH asOf, near
    MATCH (near)-[r:HOLDS]->(value) WHERE coalesce(r.from <= asOf, true) AND coalesce(r.to > asOf, true) AND coalesce(r.began <= asOf, true) AND coalesce(r.ended > asOf, true)
      AND NOT EXISTS { MATCH (value)-[:PART_OF*0..1]->(place)<-[:ABOUT]-(l:Listing {list: 'WHITELISTED_ADDRESS'}) WHERE coalesce(l.from <= asOf, true) AND coalesce(l.to > asOf, true) AND coalesce(l.began <= asOf, true) AND coalesce(l.ended > asOf, true) }
    RETURN value
  }
  WITH DISTINCT asOf, value
  CALL {
    WITH asOf, value
    MATCH (value)-[r:FOUNDED|MANAGES]->(firm:Company) WHERE r.role IN ['founder', 'executive'] AND coalesce(r.from <= asOf, true) AND coalesce(r.to > asOf, true) AND coalesce(r.began <= asOf, true) AND coalesce(r.ended > asOf, true)
    RETURN firm
    UNION
    WITH asOf, value
    MATCH (firm:Company)-[r:HOLDS|REACHED_BY|REGISTERED_AT]->(value) WHERE coalesce(r.from <= asOf, true) AND coalesce(r.to > asOf, true) AND coalesce(r.began <= asOf, true) AND coalesce(r.ended > asOf, true)
    RETURN firm
    UNION
    WITH asOf, value
    WITH asOf, value WHERE value:Company AND EXISTS { MATCH (value)-[r:FOUNDED|MANAGES]->(:Company) WHERE r.role IN ['founder', 'executive'] AND coalesce(r.from <= asOf, true) AND coalesce(r.to > asOf, true) AND coalesce(r.began <= asOf, true) AND coalesce(r.ended > asOf, true) }
    RETURN value AS firm
  }
  WITH value, collect(DISTINCT firm) AS sharing
  WHERE size(sharing) <= CASE WHEN value:Address OR value:Contact THEN 6 ELSE 200 END
  UNWIND sharing AS firm
  RETURN collect(DISTINCT firm) AS reached
}
WITH only, first, [firm IN reached WHERE NOT firm IN fakes + [x IN first | x.firm]] AS second
UNWIND first + [firm IN second | {firm: firm, distance: 2.0}] AS found
WITH found.firm AS firm, found.distance AS distance, only
WHERE only = [] OR firm.id IN only
RETURN [firm.id] AS subjects, firm.name AS name, distance
ORDER BY distance, firm.id
