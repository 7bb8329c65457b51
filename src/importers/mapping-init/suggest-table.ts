import type { FactTable } from '../../model/facts.ts';
import { FACT_TABLE_NAMES } from '../../model/facts.ts';
import { TABLE_ROWS } from '../rows/all-tables.ts';
import { foldHeader, HEADER_HINTS, type HeaderHint } from './header-words.ts';
import type { ColumnProfile } from './profile-column.ts';

/** A table that a file may feed, and from which of its columns. */
export interface TableSuggestion {
  readonly table: FactTable;
  /** Canonical column → column of the file, in the table's order. */
  readonly columns: ReadonlyMap<string, ColumnProfile>;
  /** Required columns that nothing in the file looks like. */
  readonly missing: readonly string[];
}

/** A header that only contains a known word is worth less than one that is it. */
const EXACT = 3;
const WITHIN = 1;

/**
 * The table that a file most likely is, by its name, its headers and what its cells look like; and `roles` beside `companies`
 * where the same row names a head. Never empty: where nothing fits, it is the table of which least is missing.
 */
export function suggestTables(
  fileName: string,
  profiles: readonly ColumnProfile[],
  header: boolean,
): TableSuggestion[] {
  if (!header) return [byShape(profiles)];
  const scored = FACT_TABLE_NAMES.filter((table) => HEADER_HINTS[table]).map((table) => {
    const { columns, score } = matchColumns(table, profiles);
    const missing = requiredOf(table).filter((name) => !columns.has(name));
    const named = foldHeader(fileName).includes(table.replace('_', ' ').replace(/s$/, '')) ? 4 : 0;
    return { table, columns, missing, score: score + named - 6 * missing.length };
  });
  const [best] = scored.sort((a, b) => b.score - a.score);
  const suggestions: TableSuggestion[] = [best!];
  if (best!.table === 'companies') {
    const roles = scored.find(({ table }) => table === 'roles')!;
    if (roles.columns.has('holder_name')) suggestions.push(roles);
  }
  return suggestions.map(({ table, columns, missing }) => ({ table, columns, missing }));
}

/** Columns without names: two parties, a sum and a time make a payment; which is which a person must say. */
function byShape(profiles: readonly ColumnProfile[]): TableSuggestion {
  const left = [...profiles];
  const take = (...kinds: readonly string[]) => {
    const at = left.findIndex(({ kind }) => kinds.length === 0 || kinds.includes(kind));
    return at < 0 ? undefined : left.splice(at, 1)[0];
  };
  const at = take('iso-date', 'date', 'unix-s', 'unix-ms');
  const currency = take('currency');
  const amount = take('amount', 'amount-comma') ?? (left.length > 2 ? left.splice(2, 1)[0] : undefined);
  const found: (readonly [string, ColumnProfile | undefined])[] = [
    ['at', at],
    ['from_account', take()],
    ['to_account', take()],
    ['amount', amount],
    ['currency', currency],
  ];
  const columns = new Map(found.filter((pair): pair is readonly [string, ColumnProfile] => pair[1] !== undefined));
  return { table: 'transactions', columns, missing: requiredOf('transactions').filter((name) => !columns.has(name)) };
}

function requiredOf(table: FactTable): readonly string[] {
  const { required } = TABLE_ROWS[table];
  return table === 'transactions' || table === 'invoices' ? required.filter((name) => name !== 'id') : required;
}

function matchColumns(table: FactTable, profiles: readonly ColumnProfile[]) {
  const hints = Object.entries(HEADER_HINTS[table]!);
  const pairs = hints.flatMap(([name, hint]) =>
    profiles.map((profile) => ({ name, profile, score: likeness(hint, name, profile) })),
  );
  pairs.sort((a, b) => b.score - a.score);
  const found = new Map<string, ColumnProfile>();
  const used = new Set<ColumnProfile>();
  let score = 0;
  for (const pair of pairs) {
    if (pair.score <= 0 || found.has(pair.name) || used.has(pair.profile)) continue;
    found.set(pair.name, pair.profile);
    used.add(pair.profile);
    score += pair.score;
  }
  const columns = new Map(hints.filter(([name]) => found.has(name)).map(([name]) => [name, found.get(name)!]));
  return { columns, score };
}

function likeness({ words, kinds }: HeaderHint, name: string, profile: ColumnProfile): number {
  if (profile.filled > 0 && kinds.length > 0 && !kinds.includes(profile.kind)) return 0;
  const header = foldHeader(profile.name);
  const at = words.indexOf(header);
  const exact = header === name.replaceAll('_', ' ') ? EXACT + 0.5 : at >= 0 ? EXACT - at / 100 : 0;
  if (exact > 0) return exact;
  const within = words.findIndex((word) => word.length >= 4 && ` ${header} `.includes(` ${word} `));
  return within >= 0 ? WITHIN - within / 100 : 0;
}
