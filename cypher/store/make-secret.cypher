// title: Make the key for masked ids where there is none
MATCH (s:TamyrStore {key: 'store'})
SET s.secret = coalesce(s.secret, $secret)
RETURN s.secret AS secret
