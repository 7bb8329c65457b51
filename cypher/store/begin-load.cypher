// title: Announce a load and its files; nothing of them counts yet
// parameters: owner = the writer, load = the load, files = its files
MATCH (s:TamyrStore {key: 'store', writer: $owner})
MERGE (l:Load {seq: $load.seq})
SET l = $load
WITH l
UNWIND $files AS file
MERGE (f:SourceFile {file: file.file})
SET f = file
RETURN count(f) AS files
