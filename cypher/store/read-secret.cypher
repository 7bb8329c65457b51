// title: The key for masked ids
MATCH (s:TamyrStore {key: 'store'}) RETURN s.secret AS secret
