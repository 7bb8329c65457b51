// title: How many indexes are being filled
// parameters: none
SHOW INDEXES YIELD state WHERE state = 'POPULATING'
RETURN count(*) AS filling
