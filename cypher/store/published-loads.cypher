// title: Number of the last published load
MATCH (store:TamyrStore)
RETURN store.seq AS seq
