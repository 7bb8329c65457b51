// title: Invoices, a range of rows at a time
// parameters: from = first row, to = row after the last, view = newest load that counts
// Numbers come as lists; what repeats from row to row comes once; `before` is the validity that a later load has changed.
MATCH (x)-[r:INVOICED]->(y)
USING INDEX SEEK r:INVOICED(row)
WHERE r.row >= $from AND r.row < $to
RETURN
  r.precision AS precision,
  r.currency AS currency,
  r.extract AS extract,
  r.began AS began,
  r.ended AS ended,
  CASE WHEN r.changed > $view
    THEN [r.beforeExtract, r.beforeBegan, r.beforeEnded, coalesce(r.beforeChanged, 0) > $view] END AS before,
  collect(r.row) AS row,
  collect(id(x)) AS a,
  collect(id(y)) AS b,
  collect(coalesce(r.at, 0.0 / 0.0)) AS at,
  collect(coalesce(r.amount, 0.0 / 0.0)) AS amount,
  collect(coalesce(r.vat, 0.0 / 0.0)) AS vat
