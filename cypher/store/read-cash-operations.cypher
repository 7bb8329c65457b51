// title: Transactions of which a side is cash, a range of rows at a time
// parameters: from = first row, to = row after the last, view = newest load that counts, wanted = columns that are, as keys of true
// Numbers come as lists; what repeats from row to row is grouped and comes once; texts come only where there are any.
// All properties are taken at once: looked up one by one, those that a row has not cost the most.
MATCH (r:CashOperation)
USING INDEX SEEK r:CashOperation(row)
WHERE r.row >= toInteger($from) AND r.row < toInteger($to)
WITH properties(r) AS p, r.src AS x, r.dst AS y
WITH p, x, y, coalesce(p.changed > toInteger($view), false) AS later
RETURN
  CASE WHEN $wanted.precision THEN p.precision END AS precision,
  CASE WHEN $wanted.currency THEN p.currency END AS currency,
  CASE WHEN $wanted.channel THEN p.channel END AS channel,
  CASE WHEN $wanted.confirmed THEN p.confirmed END AS confirmed,
  CASE WHEN $wanted.mcc THEN p.mcc END AS mcc,
  CASE WHEN later THEN p.beforeExtract ELSE p.extract END AS extract,
  CASE WHEN later THEN p.beforeBegan ELSE p.began END AS began,
  CASE WHEN later THEN p.beforeEnded ELSE p.ended END AS ended,
  later AND coalesce(p.beforeChanged, 0) > toInteger($view) AS lost,
  collect(p.row) AS row,
  collect(coalesce(x, '')) AS a,
  collect(coalesce(y, '')) AS b,
  collect(coalesce(p.at, 0.0 / 0.0)) AS at,
  collect(coalesce(p.amount, 0.0 / 0.0)) AS amount,
  collect(CASE WHEN $wanted.id THEN p.id END) AS id,
  collect(CASE WHEN $wanted.payer_id AND p.payer_id IS NOT NULL THEN [p.row, p.payer_id] END) AS payer_id,
  collect(CASE WHEN $wanted.invoice_id AND p.invoice_id IS NOT NULL THEN [p.row, p.invoice_id] END) AS invoice_id,
  collect(CASE WHEN $wanted.purpose AND p.purpose IS NOT NULL THEN [p.row, p.purpose] END) AS purpose,
  collect(CASE WHEN $wanted.from_name AND p.from_name IS NOT NULL THEN [p.row, p.from_name] END) AS from_name,
  collect(CASE WHEN $wanted.to_name AND p.to_name IS NOT NULL THEN [p.row, p.to_name] END) AS to_name,
  collect(CASE WHEN $wanted.attrs AND p.attrs IS NOT NULL THEN [p.row, p.attrs] END) AS attrs
