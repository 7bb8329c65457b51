// indicator: R06
// agrees: equal
WITH ['PSEUDO_COMPANY', 'WRONG_ADDRESS', 'INVALID_REGISTRATION', 'SANCTIONED', 'TERRORISM_FINANCING'] AS lists, date() AS asOf, [] AS only
MATCH (l:Listing)-[:ABOUT]->(listed:Company) WHERE l.list IN lists AND coalesce(l.from <= asOf, true) AND coalesce(l.to > asOf, true) AND coalesce(l.began <= asOf, true) AND coalesce(l.ended > asOf, true)
WITH asOf, only, collect(DISTINCT listed) AS listed
WITH asOf, only, [] AS levels, listed AS known
// One step: over a founder, head or owner, an account, an address unit or contact of at most six firms
CALL {
  WITH asOf, known
  UNWIND known AS near
  CALL {
    WITH asOf, near
    MATCH (near)<-[r:FOUNDED|OWNS|MANAGES]-(value) WHERE r.role IN ['founder', 'executive', 'owner', 'beneficiary'] AND coalesce(r.from <= asOf, true) AND coalesce(r.to > asOf, true) AND coalesce(r.began <= asOf, true) AND coalesce(r.ended > asOf, true)
    RETURN value
    UNION
    WITH asOf, near
    MATCH (near)-[r:REACHED_BY|HOLDS]->(value) WHERE coalesce(r.from <= asOf, true) AND coalesce(r.to > asOf, true) AND coalesce(r.began <= asOf, true) AND coalesce(r.ended > asOf, true)
    RETURN value
    UNION
    WITH asOf, near
    MATCH (near)-[r:REGISTERED_AT]->(value:Address) WHERE coalesce(r.from <= asOf, true) AND coalesce(r.to > asOf, true) AND coalesce(r.began <= asOf, true) AND coalesce(r.ended > asOf, true)
      AND NOT EXISTS { MATCH (value)-[:PART_OF*0..1]->(place)<-[:ABOUT]-(l:Listing {list: 'WHITELISTED_ADDRESS'}) WHERE coalesce(l.from <= asOf, true) AND coalesce(l.to > asOf, true) AND coalesce(l.began <= asOf, true) AND coalesce(l.ended > asOf, true) }
    RETURN value
    UNION
    WITH asOf, near
    MATCH (near)-[r:FOUNDED|OWNS|MANAGES]->(:Company) WHERE r.role IN ['founder', 'executive', 'owner', 'beneficiary'] AND coalesce(r.from <= asOf, true) AND coalesce(r.to > asOf, true) AND coalesce(r.began <= asOf, true) AND coalesce(r.ended > asOf, true)
    RETURN near AS value
  }
  WITH DISTINCT asOf, value
  CALL {
    WITH asOf, value
    MATCH (value)-[r:FOUNDED|OWNS|MANAGES]->(firm:Company) WHERE r.role IN ['founder', 'executive', 'owner', 'beneficiary'] AND coalesce(r.from <= asOf, true) AND coalesce(r.to > asOf, true) AND coalesce(r.began <= asOf, true) AND coalesce(r.ended > asOf, true)
    RETURN firm
    UNION
    WITH asOf, value
    MATCH (firm:Company)-[r:REACHED_BY|HOLDS|REGISTERED_AT]->(value) WHERE coalesce(r.from <= asOf, true) AND coalesce(r.to > asOf, true) AND coalesce(r.began <= asOf, true) AND coalesce(r.ended > asOf, true)
    RETURN firm
    UNION
    WITH asOf, value
    WITH asOf, value WHERE value:Company AND EXISTS { MATCH (value)-[r:FOUNDED|OWNS|MANAGES]->(:Company) WHERE r.role IN ['founder', 'executive', 'owner', 'beneficiary'] AND coalesce(r.from <= asOf, true) AND coalesce(r.to > asOf, true) AND coalesce(r.began <= asOf, true) AND coalesce(r.ended > asOf, true) }
    RETURN value AS firm
  }
  WITH value, collect(DISTINCT firm) AS sharing
  WHERE size(sharing) <= CASE WHEN value:Address OR value:Contact THEN 6 ELSE 200 END
  UNWIND sharing AS firm
  RETURN collect(DISTINCT firm) AS reached
}
WITH asOf, only, levels + [[firm IN reached WHERE NOT firm IN known]] AS levels, known + [firm IN reached WHERE NOT firm IN known] AS known
// Two steps
CALL {
  WITH asOf, levels
  UNWIND levels[0] AS near
  CALL {
    WITH asOf, near
    MATCH (near)<-[r:FOUNDED|OWNS|MANAGES]-(value) WHERE r.role IN ['founder', 'executive', 'owner', 'beneficiary'] AND coalesce(r.from <= asOf, true) AND coalesce(r.to > asOf, true) AND coalesce(r.began <= asOf, true) AND coalesce(r.ended > asOf, true)
    RETURN value
    UNION
    WITH asOf, near
    MATCH (near)-[r:REACHED_BY|HOLDS]->(value) WHERE coalesce(r.from <= asOf, true) AND coalesce(r.to > asOf, true) AND coalesce(r.began <= asOf, true) AND coalesce(r.ended > asOf, true)
    RETURN value
    UNION
    WITH asOf, near
    MATCH (near)-[r:REGISTERED_AT]->(value:Address) WHERE coalesce(r.from <= asOf, true) AND coalesce(r.to > asOf, true) AND coalesce(r.began <= asOf, true) AND coalesce(r.ended > asOf, true)
      AND NOT EXISTS { MATCH (value)-[:PART_OF*0..1]->(place)<-[:ABOUT]-(l:Listing {list: 'WHITELISTED_ADDRESS'}) WHERE coalesce(l.from <= asOf, true) AND coalesce(l.to > asOf, true) AND coalesce(l.began <= asOf, true) AND coalesce(l.ended > asOf, true) }
    RETURN value
    UNION
    WITH asOf, near
    MATCH (near)-[r:FOUNDED|OWNS|MANAGES]->(:Company) WHERE r.role IN ['founder', 'executive', 'owner', 'beneficiary'] AND coalesce(r.from <= asOf, true) AND coalesce(r.to > asOf, true) AND coalesce(r.began <= asOf, true) AND coalesce(r.ended > asOf, true)
    RETURN near AS value
  }
  WITH DISTINCT asOf, value
  CALL {
    WITH asOf, value
    MATCH (value)-[r:FOUNDED|OWNS|MANAGES]->(firm:Company) WHERE r.role IN ['founder', 'executive', 'owner', 'beneficiary'] AND coalesce(r.from <= asOf, true) AND coalesce(r.to > asOf, true) AND coalesce(r.began <= asOf, true) AND coalesce(r.ended > asOf, true)
    RETURN firm
    UNION
    WITH asOf, value
    MATCH (firm:Company)-[r:REACHED_BY|HOLDS|REGISTERED_AT]->(value) WHERE coalesce(r.from <= asOf, true) AND coalesce(r.to > asOf, true) AND coalesce(r.began <= asOf, true) AND coalesce(r.ended > asOf, true)
    RETURN firm
    UNION
    WITH asOf, value
    WITH asOf, value WHERE value:Company AND EXISTS { MATCH (value)-[r:FOUNDED|OWNS|MANAGES]->(:Company) WHERE r.role IN ['founder', 'executive', 'owner', 'beneficiary'] AND coalesce(r.from <= asOf, true) AND coalesce(r.to > asOf, true) AND coalesce(r.began <= asOf, true) AND coalesce(r.ended > asOf, true) }
    RETURN value AS firm
  }
  WITH value, collect(DISTINCT firm) AS sharing
  WHERE size(sharing) <= CASE WHEN value:Address OR value:Contact THEN 6 ELSE 200 END
  UNWIND sharing AS firm
  RETURN collect(DISTINCT firm) AS reached
}
WITH asOf, only, levels + [[firm IN reached WHERE NOT firm IN known]] AS levels, known + [firm IN reached WHERE NOT firm IN known] AS known
// Three steps
CALL {
  WITH asOf, levels
  UNWIND levels[1] AS near
  CALL {
    WITH asOf, near
    MATCH (near)<-[r:FOUNDED|OWNS|MANAGES]-(value) WHERE r.role IN ['founder', 'executive', 'owner', 'beneficiary'] AND coalesce(r.from <= asOf, true) AND coalesce(r.to > asOf, true) AND coalesce(r.began <= asOf, true) AND coalesce(r.ended > asOf, true)
    RETURN value
    UNION
    WITH asOf, near
    MATCH (near)-[r:REACHED_BY|HOLDS]->(value) WHERE coalesce(r.from <= asOf, true) AND coalesce(r.to > asOf, true) AND coalesce(r.began <= asOf, true) AND coalesce(r.ended > asOf, true)
    RETURN value
    UNION
    WITH asOf, near
    MATCH (near)-[r:REGISTERED_AT]->(value:Address) WHERE coalesce(r.from <= asOf, true) AND coalesce(r.to > asOf, true) AND coalesce(r.began <= asOf, true) AND coalesce(r.ended > asOf, true)
      AND NOT EXISTS { MATCH (value)-[:PART_OF*0..1]->(place)<-[:ABOUT]-(l:Listing {list: 'WHITELISTED_ADDRESS'}) WHERE coalesce(l.from <= asOf, true) AND coalesce(l.to > asOf, true) AND coalesce(l.began <= asOf, true) AND coalesce(l.ended > asOf, true) }
    RETURN value
    UNION
    WITH asOf, near
    MATCH (near)-[r:FOUNDED|OWNS|MANAGES]->(:Company) WHERE r.role IN ['founder', 'executive', 'owner', 'beneficiary'] AND coalesce(r.from <= asOf, true) AND coalesce(r.to > asOf, true) AND coalesce(r.began <= asOf, true) AND coalesce(r.ended > asOf, true)
    RETURN near AS value
  }
  WITH DISTINCT asOf, value
  CALL {
    WITH asOf, value
    MATCH (value)-[r:FOUNDED|OWNS|MANAGES]->(firm:Company) WHERE r.role IN ['founder', 'executive', 'owner', 'beneficiary'] AND coalesce(r.from <= asOf, true) AND coalesce(r.to > asOf, true) AND coalesce(r.began <= asOf, true) AND coalesce(r.ended > asOf, true)
    RETURN firm
    UNION
    WITH asOf, value
    MATCH (firm:Company)-[r:REACHED_BY|HOLDS|REGISTERED_AT]->(value) WHERE coalesce(r.from <= asOf, true) AND coalesce(r.to > asOf, true) AND coalesce(r.began <= asOf, true) AND coalesce(r.ended > asOf, true)
    RETURN firm
    UNION
    WITH asOf, value
    WITH asOf, value WHERE value:Company AND EXISTS { MATCH (value)-[r:FOUNDED|OWNS|MANAGES]->(:Company) WHERE r.role IN ['founder', 'executive', 'owner', 'beneficiary'] AND coalesce(r.from <= asOf, true) AND coalesce(r.to > asOf, true) AND coalesce(r.began <= asOf, true) AND coalesce(r.ended > asOf, true) }
    RETURN value AS firm
  }
  WITH value, collect(DISTINCT firm) AS sharing
  WHERE size(sharing) <= CASE WHEN value:Address OR value:Contact THEN 6 ELSE 200 END
  UNWIND sharing AS firm
  RETURN collect(DISTINCT firm) AS reached
}
WITH asOf, only, levels + [[firm IN reached WHERE NOT firm IN known]] AS levels, known + [firm IN reached WHERE NOT firm IN known] AS known
UNWIND range(0, 2) AS i
UNWIND levels[i] AS firm
WITH asOf, only, i + 1 AS steps, firm
WHERE coalesce(firm.dissolved_at > asOf, true)
  AND NOT EXISTS { MATCH (firm)<-[:ABOUT]-(off:Listing) WHERE off.list IN ['INACTIVE', 'BANKRUPT'] AND coalesce(off.from <= asOf, true) AND coalesce(off.to > asOf, true) AND coalesce(off.began <= asOf, true) AND coalesce(off.ended > asOf, true) } AND (only = [] OR firm.id IN only)
RETURN [firm.id] AS subjects, firm.name AS name, steps
ORDER BY steps, firm.id
