import { generate } from '../../src/generate/generate.ts';
import { TABLE_COLUMNS, type TableName } from '../../src/generate/tables.ts';
import type { GenerateOptions } from '../../src/generate/world.ts';

export type Row = Record<string, string>;
export type Tables = Record<TableName, Row[]>;

/** All rows of a generated country as records of texts, as a reader of the files would see them. */
export function readGenerated(options: GenerateOptions): Tables {
  const tables = Object.fromEntries(Object.keys(TABLE_COLUMNS).map((name) => [name, [] as Row[]])) as Tables;
  for (const { table, cells } of generate(options)) {
    tables[table].push(
      Object.fromEntries(TABLE_COLUMNS[table].map((column, i) => [column, String(cells[i] ?? '')])) as Row,
    );
  }
  return tables;
}

/** A payment as the scheme's definition needs it: epoch seconds, tenge × 100, holders. */
export interface Payment {
  id: string;
  at: number;
  from: string;
  to: string;
  amount: number;
  channel: string;
}

export function paymentsOf(tables: Tables, schemeId: string): Payment[] {
  const ids = new Set(
    tables.labels_transactions.filter((label) => label.scheme_id === schemeId).map((label) => label.transaction_id),
  );
  return tables.transactions.filter((row) => ids.has(row.id!)).map(paymentOf);
}

export function paymentOf(row: Row): Payment {
  const at = row.at!.length === 19 ? `${row.at}+05:00` : row.at!;
  return {
    id: row.id!,
    at: Date.parse(at) / 1000,
    from: row.from_account!,
    to: row.to_account!,
    amount: Math.round(Number(row.amount) * 100),
    channel: row.channel!,
  };
}

export function schemesOf(tables: Tables, kind: string): { id: string; difficulty: string; members: Row[] }[] {
  const schemes = new Map<string, Row[]>();
  for (const label of tables.labels_entities) {
    if (label.scheme_kind === kind) schemes.set(label.scheme_id!, [...(schemes.get(label.scheme_id!) ?? []), label]);
  }
  return [...schemes].map(([id, members]) => ({ id, difficulty: members[0]!.difficulty!, members }));
}

export function membersWith(members: Row[], ...parts: string[]): string[] {
  return members.filter((label) => parts.includes(label.part!)).map((label) => label.entity_id!.split(':')[1]!);
}
