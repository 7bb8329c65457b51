// title: What the store itself refused in a load, in file and line order, with the name of the file that has the same
// parameters: seq = number of the load, from = first place, to = place after the last
MATCH (r:Reject)
USING INDEX SEEK r:Reject(seq, place)
WHERE r.seq = $seq AND r.place >= $from AND r.place < $to AND r.origin = 'store'
MATCH (f:SourceFile {file: r.same_file})
RETURN r {.*} AS reject, f.name AS sameName ORDER BY r.place
