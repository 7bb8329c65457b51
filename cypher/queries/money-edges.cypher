// title: Money between entities, one line a pair, direction and currency
// title-ru: Деньги между сущностями: одна строка на пару, направление и валюту
// title-kk: Нысандар арасындағы ақша: жұпқа, бағытқа, валютаға бір жол
// about: Transfers and invoices among the entities asked for, summed exactly. An account stands for itself; a company or person
//   that is asked for also for the accounts it holds, unless the account is asked for too.
// parameters: ids: texts;
//   from: moment = null;
//   to: moment = null;
//   limit: integer = 500 in 1..5000;
//   view: view;
//   exponents: exponents
// returns: relation, from, to, currency, minor (exact sum of minor units), count, first, last (UTC ms); total and truncated in each row
// limit: `limit` lines of `total`, largest first
MATCH (entity:Company|Person|Account WHERE entity.id IN $ids)
CALL {
  WITH entity
  RETURN entity AS part
  UNION
  WITH entity
  MATCH (entity)-[:HOLDS]->(account:Account)
  WHERE NOT account.id IN $ids
  RETURN account AS part
}
WITH part, min(entity.id) AS owner
WITH collect([part, owner]) AS parts
UNWIND parts AS payer
WITH parts, payer[0] AS source, payer[1] AS from, [part IN parts | part[0]] AS nodes
MATCH (source)-[r:TRANSFERRED|INVOICED]->(target)
WHERE r.load <= $view AND target IN nodes AND target <> source AND ($from IS NULL OR r.at >= $from) AND ($to IS NULL OR r.at < $to)
WITH parts, from, target, type(r) AS relation, r.currency AS currency, sum(r.amount) AS minor, count(*) AS count, min(r.at) AS first, max(r.at) AS last
WITH from, head([part IN parts WHERE part[0] = target | part[1]]) AS to, relation, currency, minor, count, first, last
WITH relation, from, to, currency, sum(minor) AS minor, sum(count) AS count, min(first) AS first, max(last) AS last
WHERE from <> to
WITH relation, from, to, currency, minor, count, first, last, minor / 10.0 ^ coalesce($exponents[currency], 2) AS size
ORDER BY size DESC, from, to, relation, currency
WITH collect({relation: relation, from: from, to: to, currency: currency, minor: minor, count: count, first: first, last: last}) AS lines
UNWIND lines[..$limit] AS line
RETURN line.relation AS relation, line.from AS from, line.to AS to, line.currency AS currency, toString(line.minor) AS minor, line.count AS count,
       line.first AS first, line.last AS last, size(lines) AS total, size(lines) > $limit AS truncated
