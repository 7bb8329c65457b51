// title: What is published now: the newest load and the numbers of the next rows
MATCH (s:TamyrStore {key: 'store'})
RETURN s {.*} AS store
