// indicator: R19
// agrees: equal
// differs: the type digit and the month or birth date against the record are left to the rule
WITH [] AS only
MATCH (entity:Company|Person)
WHERE entity.id =~ '(company|person):[0-9]{12}' AND (only = [] OR entity.id IN only)
WITH entity, [i IN range(0, 11) | toInteger(substring(split(entity.id, ':')[1], i, 1))] AS digits
// Weights 1 to 11, modulo 11; where that gives 10, weights 3 to 11, 1, 2
WITH entity, digits, reduce(sum = 0, i IN range(0, 10) | sum + digits[i] * (i + 1)) % 11 AS one,
     reduce(sum = 0, i IN range(0, 10) | sum + digits[i] * CASE WHEN i < 9 THEN i + 3 ELSE i - 8 END) % 11 AS two
WITH entity, digits, CASE one WHEN 10 THEN two ELSE one END AS check,
     CASE WHEN entity:Company THEN digits[4] IN [4, 5, 6] ELSE NOT digits[4] IN [4, 5, 6] END AS kind
WHERE check = 10 OR check <> digits[11] OR NOT kind
RETURN [entity.id] AS subjects, entity.name AS name, CASE WHEN kind THEN 'check digit' ELSE 'kind' END AS defect
ORDER BY entity.id
