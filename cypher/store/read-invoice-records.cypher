// title: Invoices of which a side is not known, a range of rows at a time
// parameters: from = first row, to = row after the last, view = newest load that counts, wanted = columns that are, as keys of true
// Numbers come as lists; what repeats from row to row is grouped and comes once; texts come only where there are any.
// All properties are taken at once: looked up one by one, those that a row has not cost the most.
MATCH (r:InvoiceRecord)
USING INDEX SEEK r:InvoiceRecord(row)
WHERE r.row >= toInteger($from) AND r.row < toInteger($to)
WITH properties(r) AS p, r.seller_id AS x, r.buyer_id AS y
WITH p, x, y, coalesce(p.changed > toInteger($view), false) AS later
RETURN
  CASE WHEN $wanted.precision THEN p.precision END AS precision,
  CASE WHEN $wanted.currency THEN p.currency END AS currency,
  CASE WHEN later THEN p.beforeExtract ELSE p.extract END AS extract,
  CASE WHEN later THEN p.beforeBegan ELSE p.began END AS began,
  CASE WHEN later THEN p.beforeEnded ELSE p.ended END AS ended,
  later AND coalesce(p.beforeChanged, 0) > toInteger($view) AS lost,
  collect(p.row) AS row,
  collect(coalesce(x, '')) AS a,
  collect(coalesce(y, '')) AS b,
  collect(coalesce(p.at, 0.0 / 0.0)) AS at,
  collect(coalesce(p.amount, 0.0 / 0.0)) AS amount,
  collect(coalesce(p.vat, 0.0 / 0.0)) AS vat,
  collect(CASE WHEN $wanted.id THEN p.id END) AS id,
  collect(CASE WHEN $wanted.goods AND p.goods IS NOT NULL THEN [p.row, p.goods] END) AS goods,
  collect(CASE WHEN $wanted.attrs AND p.attrs IS NOT NULL THEN [p.row, p.attrs] END) AS attrs
