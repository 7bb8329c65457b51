// indicator: R15
// agrees: equal
// differs: circles of more than six firms are not searched, there neither
WITH date() AS asOf, [] AS only
MATCH (firm:Company)-[r:FOUNDED|OWNS]->(:Company)
WHERE coalesce(r.share > 0, true) AND coalesce(r.from <= asOf, true) AND coalesce(r.to > asOf, true) AND coalesce(r.began <= asOf, true) AND coalesce(r.ended > asOf, true)
WITH DISTINCT asOf, only, firm
MATCH circle = (firm) ((a:Company)-[stake:FOUNDED|OWNS WHERE coalesce(stake.share > 0, true) AND coalesce(stake.from <= asOf, true) AND coalesce(stake.to > asOf, true) AND coalesce(stake.began <= asOf, true) AND coalesce(stake.ended > asOf, true)]->(b:Company)){1,6} (firm)
WITH only, [x IN nodes(circle) | x.id][1..] AS round
WHERE size(round) = size(COLLECT { UNWIND round AS id RETURN DISTINCT id })
// Each circle from its smallest firm, then those that share a stake as one
WITH DISTINCT only, reduce(least = round[0], id IN round | CASE WHEN id < least THEN id ELSE least END) AS start, round
WITH only, start, round WHERE round[-1] = start
WITH only, collect(DISTINCT round) AS circles
UNWIND circles AS circle
WITH only, circle, reduce(firms = circle, other IN circles + circles |
       CASE WHEN any(i IN range(0, size(other) - 1) WHERE any(j IN range(0, size(firms) - 1) WHERE other[i] = firms[j] AND other[i - 1] = firms[j - 1]))
            THEN firms + [id IN other WHERE NOT id IN firms] ELSE firms END) AS firms
UNWIND firms AS id
WITH only, circle, id ORDER BY id
WITH only, circle, collect(id) AS subjects
WITH only, subjects, collect(circle) AS circles
WHERE only = [] OR any(id IN subjects WHERE id IN only)
RETURN subjects, circles
ORDER BY subjects
