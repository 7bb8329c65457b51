// title: Make a load visible, all of it at once
// parameters: owner = the writer, seq = number of the load, store = what the store now counts from, latestDay = that its facts speak of
MATCH (s:TamyrStore {key: 'store', writer: $owner})
MATCH (l:Load {seq: $seq})
SET l.state = 'published', l.shown = false, l.latestDay = $latestDay, s += $store
RETURN l.seq AS seq
