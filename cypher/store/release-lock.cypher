// title: Let others write
// parameters: owner = who held the lock
MATCH (s:TamyrStore {key: 'store', writer: $owner})
REMOVE s.writer, s.writerUntil
