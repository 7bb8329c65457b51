// title: Remove what an unfinished load wrote as nodes, some at a time
// parameters: from = first row that belongs to no published load
MATCH (r:CompanyRecord)
USING INDEX SEEK r:CompanyRecord(row)
WHERE r.row >= $from
WITH r LIMIT 5000
DETACH DELETE r
RETURN count(*) AS count
