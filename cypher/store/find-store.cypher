// title: Is there a store, and of which layout
MATCH (s:TamyrStore {key: 'store'}) RETURN s.version AS version
