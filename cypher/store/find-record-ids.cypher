// title: Rows of facts that are nodes and have an id of their own
// parameters: ids
UNWIND $ids AS id
MATCH (r:CashOperation {id: id})
RETURN r.id AS id, r.row AS row
