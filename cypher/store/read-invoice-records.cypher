// title: Invoices of which a side is not known, a range of rows at a time
// parameters: from = first row, to = row after the last, view = newest load that counts, columns = those wanted
// Numbers come as lists; what repeats from row to row is grouped and comes once; texts come only where there are any.
MATCH (r:InvoiceRecord)
USING INDEX r:InvoiceRecord(row)
WHERE r.row >= toInteger($from) AND r.row < toInteger($to)
WITH r, r.seller_id AS x, r.buyer_id AS y, coalesce(r.changed > toInteger($view), false) AS later
RETURN
  CASE WHEN 'precision' IN $columns THEN r.precision END AS precision,
  CASE WHEN 'currency' IN $columns THEN r.currency END AS currency,
  CASE WHEN later THEN r.beforeExtract ELSE r.extract END AS extract,
  CASE WHEN later THEN r.beforeBegan ELSE r.began END AS began,
  CASE WHEN later THEN r.beforeEnded ELSE r.ended END AS ended,
  later AND coalesce(r.beforeChanged, 0) > toInteger($view) AS lost,
  collect(r.row) AS row,
  collect(coalesce(x, '')) AS a,
  collect(coalesce(y, '')) AS b,
  collect(coalesce(r.at, 0.0 / 0.0)) AS at,
  collect(coalesce(r.amount, 0.0 / 0.0)) AS amount,
  collect(coalesce(r.vat, 0.0 / 0.0)) AS vat,
  collect(CASE WHEN 'id' IN $columns THEN r.id END) AS id,
  collect(CASE WHEN 'goods' IN $columns AND r.goods IS NOT NULL THEN [r.row, r.goods] END) AS goods,
  collect(CASE WHEN 'attrs' IN $columns AND r.attrs IS NOT NULL THEN [r.row, r.attrs] END) AS attrs
