// title: What the server is doing for a transaction, found by the mark that it was begun with; nothing where there is none
// parameters: mark = of the transaction
SHOW TRANSACTIONS YIELD transactionId, metaData, currentQuery, currentQueryStatus, currentQueryPageHits
WHERE metaData.tamyr = $mark
// The graph-data-science plug-in works in memory of its own: it counts as going on.
RETURN transactionId AS id, coalesce(currentQuery, '') AS query,
       CASE WHEN currentQuery CONTAINS 'gds.' THEN 'computing'
            ELSE coalesce(currentQueryStatus, '') + ' ' + toString(coalesce(currentQueryPageHits, 0)) END AS progress
