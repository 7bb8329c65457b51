// title: Become the one writer of the store
// parameters: owner = who asks, over = a holder that is known to write no more, leaseMs = how long without a sign of life
// Setting a property first makes others wait until this transaction is over.
MATCH (s:TamyrStore {key: 'store'})
SET s.asked = timestamp()
WITH s, s.writer IS NULL OR s.writer IN [$owner, $over] OR s.writerUntil < timestamp() AS free, s.writer AS holder
SET s.writer = CASE WHEN free THEN $owner ELSE s.writer END,
    s.writerUntil = CASE WHEN free THEN timestamp() + toInteger($leaseMs) ELSE s.writerUntil END
RETURN free, holder, s {.*} AS store
