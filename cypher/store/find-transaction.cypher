// title: What the server is doing for a transaction, found by the mark that it was begun with; nothing where there is none
// parameters: mark = of the transaction
SHOW TRANSACTIONS YIELD transactionId, metaData, currentQuery
WHERE metaData.tamyr = $mark
RETURN transactionId AS id, coalesce(currentQuery, '') AS query
