import type { Neo4jConnection } from '../../src/store/neo4j/connect.ts';
import { askedText, type LibraryQuery, readLibrary } from '../../src/store/neo4j/library.ts';
import { inNamespace } from '../../src/store/neo4j/vocabulary.ts';

const QUERY_MS = 60_000;

type Findings = readonly { indicator: string; subjects: readonly string[] }[];

/** Subjects as one text, so that sets of them can be compared. */
export function keyOf(subjects: readonly string[]): string {
  return [...new Set(subjects)].sort().join(' ');
}

/** Whom each row of a saved query is about. */
export async function subjectsOf(connection: Neo4jConnection, text: string): Promise<string[][]> {
  const moved = inNamespace(text, connection.address.namespace);
  const rows = await connection.read<{ subjects: string[] }>(moved, {}, { patient: true, attemptMs: QUERY_MS });
  return rows.map(({ subjects }) => subjects);
}

/** What a saved query found that its rule did not, or did not find, as far as its file says that they agree; none where they do. */
export function disagreement({ indicator, agrees }: LibraryQuery, findings: Findings, found: string[][]): string[] {
  const wanted = findings.filter((finding) => finding.indicator === indicator).map(({ subjects }) => subjects);
  const [wantedKeys, foundKeys] = [wanted, found].map((list) => new Set(list.map(keyOf))) as [Set<string>, Set<string>];
  const extra = [...foundKeys].filter((key) => !wantedKeys.has(key)).map((key) => `only the query: ${key}`);
  const missing = [...wantedKeys].filter((key) => !foundKeys.has(key)).map((key) => `only the rule: ${key}`);
  if (agrees === 'equal') return [...extra, ...missing];
  if (agrees === 'within') {
    const isPart = (subjects: string[]) => wanted.some((all) => subjects.every((id) => all.includes(id)));
    return found.filter((subjects) => !isPart(subjects)).map((subjects) => `only the query: ${keyOf(subjects)}`);
  }
  const all = new Set(found.flat());
  return wanted.flat().filter((id) => !all.has(id));
}

/** The same for all saved queries, each with its name. */
export async function disagreements(connection: Neo4jConnection, asOf: string, findings: Findings): Promise<string[]> {
  const all: string[] = [];
  for (const query of readLibrary()) {
    const found = await subjectsOf(connection, askedText(query, { asOf }));
    all.push(...disagreement(query, findings, found).map((what) => `${query.name}: ${what}`));
  }
  return all;
}
