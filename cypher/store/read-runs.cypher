// title: Runs, oldest first
MATCH (r:Run) RETURN r.document AS document ORDER BY r.seq
