import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Folders of `cypher/`: layout, what the store runs, interactive queries, graph-data-science, the investigators' library. */
export type QueryFolder = 'schema' | 'store' | 'queries' | 'gds' | 'library';

/** One query as it stands in its file. */
export interface QueryFile {
  folder: QueryFolder;
  /** File name without `.cypher`. */
  name: string;
  /** The `// key: value` lines at the head of the file. */
  meta: Readonly<Record<string, string>>;
  /** The query below them, names without a namespace. */
  text: string;
}

const HEADER_LINE = /^\/\/ ([a-z][a-z-]*): (.*)$/;
const cache = new Map<string, QueryFile>();
let root: string | null = null;

/** Reads `cypher/FOLDER/NAME.cypher`; each file is read once. */
export function readQueryFile(folder: QueryFolder, name: string): QueryFile {
  const key = `${folder}/${name}`;
  let file = cache.get(key);
  if (!file) {
    file = { folder, name, ...parseQueryFile(readFileSync(join(queriesRoot(), folder, `${name}.cypher`), 'utf8')) };
    cache.set(key, file);
  }
  return file;
}

/** Names of the files of a folder, sorted; none where the folder is not there. */
export function listQueryFiles(folder: QueryFolder): string[] {
  const path = join(queriesRoot(), folder);
  if (!existsSync(path)) return [];
  return readdirSync(path)
    .filter((name) => name.endsWith('.cypher'))
    .map((name) => name.slice(0, -'.cypher'.length))
    .sort();
}

/** The statements of a text, each ended by a semicolon at the end of a line (the last one's may be missing). */
export function statementsOf({ text }: Pick<QueryFile, 'text'>): string[] {
  return text
    .split(/;[ \t]*(?:\n|$)/)
    .map((statement) => statement.replace(/^\s*(?:\/\/[^\n]*(?:\n|$)\s*)*/, '').trim())
    .filter((statement) => statement !== '');
}

/** Splits a file into its header and its query; a header line goes on while the next ones are indented comments (`//   …`). */
export function parseQueryFile(content: string): Pick<QueryFile, 'meta' | 'text'> {
  const lines = content.replaceAll('\r\n', '\n').split('\n');
  const meta: Record<string, string> = {};
  let at = 0;
  for (let last = ''; at < lines.length; at++) {
    const field = HEADER_LINE.exec(lines[at]!);
    const more = /^\/\/ {3,}(\S.*)$/.exec(lines[at]!);
    if (field) meta[(last = field[1]!)] = field[2]!.trim();
    else if (more && last) meta[last] = `${meta[last]} ${more[1]!.trim()}`.trim();
    else break;
  }
  return { meta, text: lines.slice(at).join('\n').trim() };
}

/** The folder `cypher/` of the program, above this file wherever it was compiled to. */
export function queriesRoot(): string {
  for (let folder = import.meta.dirname; root === null; folder = dirname(folder)) {
    if (existsSync(join(folder, 'cypher', 'schema'))) root = join(folder, 'cypher');
    else if (dirname(folder) === folder) throw new Error(`the folder cypher/ is missing above ${import.meta.dirname}`);
  }
  return root;
}
