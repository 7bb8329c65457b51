// indicator: R16
// agrees: equal
// differs: a chain of accountants that ties parties one after another is followed one step
WITH 3 AS firms, date() AS asOf, [] AS only
MATCH (firm:Company)-[r:REACHED_BY]->(contact:Contact)
WHERE coalesce(r.from <= asOf, true) AND coalesce(r.to > asOf, true) AND coalesce(r.began <= asOf, true) AND coalesce(r.ended > asOf, true) AND coalesce(firm.dissolved_at > asOf, true)
  AND NOT EXISTS { MATCH (firm)<-[:ABOUT]-(off:Listing) WHERE off.list IN ['INACTIVE', 'BANKRUPT'] AND coalesce(off.from <= asOf, true) AND coalesce(off.to > asOf, true) AND coalesce(off.began <= asOf, true) AND coalesce(off.ended > asOf, true) }
WITH firms, asOf, only, contact, collect(DISTINCT firm) AS sharing
WHERE size(sharing) >= firms
UNWIND sharing AS firm
// Firms tied by a head, founder or owner are one party
CALL {
  WITH firm, asOf
  WITH asOf, [firm] AS kin
  UNWIND kin AS one
  OPTIONAL MATCH (one)-[tie:FOUNDED|OWNS|MANAGES]-(other)
  WHERE tie.role IN ['founder', 'owner', 'beneficiary', 'executive'] AND coalesce(tie.from <= asOf, true) AND coalesce(tie.to > asOf, true) AND coalesce(tie.began <= asOf, true) AND coalesce(tie.ended > asOf, true)
  WITH asOf, collect(DISTINCT one) AS near, collect(DISTINCT other) AS next
  WITH asOf, near + [x IN next WHERE NOT x IN near] AS kin
  UNWIND kin AS one
  OPTIONAL MATCH (one)-[tie:FOUNDED|OWNS|MANAGES]-(other)
  WHERE tie.role IN ['founder', 'owner', 'beneficiary', 'executive'] AND coalesce(tie.from <= asOf, true) AND coalesce(tie.to > asOf, true) AND coalesce(tie.began <= asOf, true) AND coalesce(tie.ended > asOf, true)
  WITH asOf, collect(DISTINCT one) AS near, collect(DISTINCT other) AS next
  WITH asOf, near + [x IN next WHERE NOT x IN near] AS kin
  UNWIND kin AS one
  OPTIONAL MATCH (one)-[tie:FOUNDED|OWNS|MANAGES]-(other)
  WHERE tie.role IN ['founder', 'owner', 'beneficiary', 'executive'] AND coalesce(tie.from <= asOf, true) AND coalesce(tie.to > asOf, true) AND coalesce(tie.began <= asOf, true) AND coalesce(tie.ended > asOf, true)
  WITH asOf, collect(DISTINCT one) AS near, collect(DISTINCT other) AS next
  WITH asOf, near + [x IN next WHERE NOT x IN near] AS kin
  UNWIND kin AS one
  OPTIONAL MATCH (one)-[tie:FOUNDED|OWNS|MANAGES]-(other)
  WHERE tie.role IN ['founder', 'owner', 'beneficiary', 'executive'] AND coalesce(tie.from <= asOf, true) AND coalesce(tie.to > asOf, true) AND coalesce(tie.began <= asOf, true) AND coalesce(tie.ended > asOf, true)
  WITH asOf, collect(DISTINCT one) AS near, collect(DISTINCT other) AS next
  WITH asOf, near + [x IN next WHERE NOT x IN near] AS kin
  UNWIND kin AS one
  RETURN min(one.id) AS party
}
WITH firms, asOf, only, contact, sharing, firm, party,
     COLLECT { MATCH (helper)-[r:MANAGES]->(firm) WHERE r.role IN ['accountant', 'representative'] AND coalesce(r.from <= asOf, true) AND coalesce(r.to > asOf, true) AND coalesce(r.began <= asOf, true) AND coalesce(r.ended > asOf, true) RETURN DISTINCT helper.id } AS helpers
// So are those with a common accountant or representative: the contact is theirs
WITH firms, only, contact, sharing, collect([party, helpers]) AS parts
WITH firms, only, contact, sharing, parts, [part IN parts | reduce(least = part[0], other IN parts |
       CASE WHEN other[0] < least AND any(helper IN other[1] WHERE helper IN part[1]) THEN other[0] ELSE least END)] AS labels
WITH firms, only, contact, [firm IN sharing | firm.id] AS subjects, size(COLLECT { UNWIND labels AS label RETURN DISTINCT label }) AS parties
WHERE parties >= firms AND (only = [] OR any(id IN subjects WHERE id IN only))
RETURN subjects, contact.id AS contact, parties
ORDER BY parties DESC, contact
