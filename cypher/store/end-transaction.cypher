// title: End a transaction that nobody speaks to any more
// parameters: id = of the transaction
TERMINATE TRANSACTIONS $id YIELD message
RETURN message
