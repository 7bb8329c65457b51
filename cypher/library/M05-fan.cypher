// indicator: M05
// agrees: covers
// differs: the rule also asks whether so many at once is more than three times the own pace of the account, and unlikely by chance (Poisson)
WITH 5 AS counterparties, 1728000000 AS window, date() AS asOf, [] AS only
MATCH (account:Account)
WHERE NOT coalesce(account.kind, '') IN ['atm', 'cash'] AND (only = [] OR account.id IN only)
WITH counterparties, window, asOf, account, CASE WHEN COUNT { (account)<-[:HOLDS]-() } = 1 THEN head(COLLECT { MATCH (account)<-[:HOLDS]-(holder) RETURN holder }) ELSE account END AS own
UNWIND ['in', 'out'] AS side
CALL {
  WITH account, own, side, asOf
  MATCH (account)-[t:TRANSFERRED]-(other:Account)
  WHERE t.at < datetime({date: asOf + duration('P1D'), timezone: 'Asia/Almaty'}).epochMillis AND NOT coalesce(other.kind, '') IN ['atm', 'cash'] AND CASE side WHEN 'in' THEN endNode(t) = account ELSE startNode(t) = account END
  WITH other, own, min(t.at) AS first, max(t.at) AS last
  WITH CASE WHEN COUNT { (other)<-[:HOLDS]-() } = 1 THEN head(COLLECT { MATCH (other)<-[:HOLDS]-(holder) RETURN holder }) ELSE other END AS party, own, first, last
  WHERE party <> own
  RETURN party, min(first) AS first, max(last) AS last
}
// Who comes back after more than a window is rhythm: wages, subscriptions, suppliers
WITH counterparties, window, account, side, first, last WHERE last - first <= window
WITH counterparties, window, account, side, first ORDER BY first
WITH counterparties, window, account, side, collect(first) AS starts
WHERE size(starts) >= counterparties
WITH window, account, side, counterparties, size(starts) AS ever, starts
WHERE any(i IN range(0, size(starts) - counterparties) WHERE starts[i + counterparties - 1] - starts[i] <= window)
RETURN [account.id] AS subjects, side, ever
ORDER BY ever DESC, account.id, side
