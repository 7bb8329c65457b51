// title: Remove what an unfinished load wrote as relationships, some at a time
// parameters: from = first row that belongs to no published load
MATCH ()-[r:OWNS]->()
USING INDEX SEEK r:OWNS(row)
WHERE r.row >= $from AND r.derived IS NULL
WITH r LIMIT 5000
DELETE r
RETURN count(*) AS count
