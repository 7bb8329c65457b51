// title: Transactions of which a side is cash, a range of rows at a time
// parameters: from = first row, to = row after the last, view = newest load that counts, columns = those wanted
// Numbers come as lists; what repeats from row to row is grouped and comes once; texts come only where there are any.
MATCH (r:CashOperation)
USING INDEX r:CashOperation(row)
WHERE r.row >= toInteger($from) AND r.row < toInteger($to)
WITH r, r.src AS x, r.dst AS y, coalesce(r.changed > toInteger($view), false) AS later
RETURN
  CASE WHEN 'precision' IN $columns THEN r.precision END AS precision,
  CASE WHEN 'currency' IN $columns THEN r.currency END AS currency,
  CASE WHEN 'channel' IN $columns THEN r.channel END AS channel,
  CASE WHEN 'confirmed' IN $columns THEN r.confirmed END AS confirmed,
  CASE WHEN 'mcc' IN $columns THEN r.mcc END AS mcc,
  CASE WHEN later THEN r.beforeExtract ELSE r.extract END AS extract,
  CASE WHEN later THEN r.beforeBegan ELSE r.began END AS began,
  CASE WHEN later THEN r.beforeEnded ELSE r.ended END AS ended,
  later AND coalesce(r.beforeChanged, 0) > toInteger($view) AS lost,
  collect(r.row) AS row,
  collect(coalesce(x, '')) AS a,
  collect(coalesce(y, '')) AS b,
  collect(coalesce(r.at, 0.0 / 0.0)) AS at,
  collect(coalesce(r.amount, 0.0 / 0.0)) AS amount,
  collect(CASE WHEN 'id' IN $columns THEN r.id END) AS id,
  collect(CASE WHEN 'payer_id' IN $columns AND r.payer_id IS NOT NULL THEN [r.row, r.payer_id] END) AS payer_id,
  collect(CASE WHEN 'invoice_id' IN $columns AND r.invoice_id IS NOT NULL THEN [r.row, r.invoice_id] END) AS invoice_id,
  collect(CASE WHEN 'purpose' IN $columns AND r.purpose IS NOT NULL THEN [r.row, r.purpose] END) AS purpose,
  collect(CASE WHEN 'from_name' IN $columns AND r.from_name IS NOT NULL THEN [r.row, r.from_name] END) AS from_name,
  collect(CASE WHEN 'to_name' IN $columns AND r.to_name IS NOT NULL THEN [r.row, r.to_name] END) AS to_name,
  collect(CASE WHEN 'attrs' IN $columns AND r.attrs IS NOT NULL THEN [r.row, r.attrs] END) AS attrs
