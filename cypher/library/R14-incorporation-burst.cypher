// indicator: R14
// agrees: equal
// differs: the rule also asks how often so many registrations would come by chance (Poisson) and drops those who register firms at that pace all the time
WITH 3 AS firms, 7 AS days, date() AS asOf, [] AS only
CALL {
  WITH asOf
  MATCH (value:Person|Company)-[r:FOUNDED|MANAGES]->(firm:Company)
  WHERE r.role IN ['founder', 'executive'] AND firm.registered_at <= asOf AND coalesce(r.from <= firm.registered_at + duration({days: 30}), true)
    AND coalesce(r.from <= asOf, true)
  RETURN DISTINCT value, firm
  UNION
  WITH asOf
  MATCH (firm:Company)-[r:REGISTERED_AT]->(value:Address)
  WHERE firm.registered_at <= asOf AND coalesce(r.from <= firm.registered_at + duration({days: 30}), true)
    AND NOT EXISTS { MATCH (value)-[:PART_OF*0..1]->(place)<-[:ABOUT]-(l:Listing {list: 'WHITELISTED_ADDRESS'}) WHERE coalesce(l.from <= asOf, true) AND coalesce(l.to > asOf, true) AND coalesce(l.began <= asOf, true) AND coalesce(l.ended > asOf, true) }
  RETURN DISTINCT value, firm
}
WITH firms, days, asOf, only, value, collect(firm) AS registered
WHERE size(registered) >= firms
UNWIND registered AS firm
// Firms of one ownership group count once
CALL {
  WITH firm, asOf
  MATCH (firm)-[stakes:FOUNDED|OWNS*0..8]-(kin)
  WHERE all(stake IN stakes WHERE startNode(stake):Company AND coalesce(stake.share >= 25, true) AND coalesce(stake.from <= asOf, true) AND coalesce(stake.to > asOf, true) AND coalesce(stake.began <= asOf, true) AND coalesce(stake.ended > asOf, true))
  WITH DISTINCT kin
  RETURN min(kin.id) AS owner
}
WITH firms, days, only, value, firm, owner ORDER BY firm.registered_at, firm.id
WITH firms, days, only, value, collect({id: firm.id, day: firm.registered_at, owner: owner}) AS every
// Windows from the first firm on; the next one begins after the last of the one before
WITH firms, days, only, value, every, [i IN range(0, size(every) - 1) | [x IN every[i..] WHERE x.day <= every[i].day + duration({days: days})]] AS windows
WITH only, value, every, reduce(state = {next: 0, inside: [], groups: 0}, i IN range(0, size(every) - 1) |
       CASE WHEN i >= state.next
              AND size([k IN range(0, size(windows[i]) - 1) WHERE NOT windows[i][k].owner IN [x IN windows[i][..k] | x.owner]]) >= firms
            THEN {next: i + size(windows[i]), inside: state.inside + [x IN windows[i] | x.id],
                  groups: CASE WHEN size(windows[i]) > state.groups THEN size(windows[i]) ELSE state.groups END}
            ELSE state END) AS found
WHERE found.inside <> []
WITH only, value, size(every) AS ever, found.groups AS groups, CASE WHEN value:Address OR value.id IN found.inside THEN found.inside ELSE [value.id] + found.inside END AS subjects
WHERE only = [] OR any(id IN subjects WHERE id IN only)
RETURN subjects, value.name AS who, groups AS most, ever
ORDER BY most DESC, value.id
