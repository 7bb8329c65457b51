import { NO_DAY } from '../../model/time.ts';
import { type Cells, columnWriter } from '../duckdb/chunk-writer.ts';
import { quoted } from '../duckdb/columns.ts';
import type { WorkConnection } from '../duckdb/fact-rows.ts';
import { query, queryNumber } from '../duckdb/query.ts';
import type { KeyedTable } from '../graph-store.ts';

/** How a table's rows come out of the server. */
export interface PaymentLayout {
  /** Query for rows that are nodes (ends by id), and for rows that are relationships (ends by the server's numbers). */
  readonly named: string;
  readonly placed: string;
  readonly ends: readonly [string, string];
  readonly amounts: readonly string[];
  /** Columns of few values: they come once for many rows. */
  readonly grouped: readonly string[];
  /** Columns that come as pairs of row and text. */
  readonly paired: readonly string[];
}

/** Rows of one answer that have in common what is grouped. */
export type PaymentGroup = Readonly<Record<string, unknown>> & {
  readonly lost: boolean;
  readonly row: number[];
  readonly a: (number | string)[];
  readonly b: (number | string)[];
  readonly at: number[];
  readonly id: string[];
};

type Pair = [row: number, text: string];

/** Temporary tables of numbers, with texts beside them, that make up a keyed table as a snapshot reads it. */
export interface PaymentTables {
  /** @param placed whether the ends are the server's numbers */
  put(groups: readonly PaymentGroup[], placed: boolean): void;
  putIds(rows: readonly number[], ids: readonly string[]): void;
  /** Rows that have their moment in common with another. */
  tiedRows(): Promise<number[]>;
  /** Makes the view that is named as the table, with the columns wanted. */
  finish(wanted: readonly string[]): Promise<void>;
}

export async function makePaymentTables(
  work: WorkConnection,
  table: KeyedTable,
  layout: PaymentLayout,
): Promise<PaymentTables> {
  const numbers = ['at', ...layout.amounts];
  const kept = new Map<string, number>();
  const groups: (string | number | null)[][] = [];
  const writers = new Map<string, ReturnType<typeof columnWriter>>();
  const closings: (() => void)[] = [];

  async function make(name: string, columns: Record<string, Cells>): Promise<void> {
    const types = { text: 'VARCHAR', double: 'DOUBLE', integer: 'INTEGER' } as const;
    const definitions = Object.entries(columns).map(([column, cells]) => `${quoted(column)} ${types[cells]}`);
    await work.run(`CREATE OR REPLACE TEMP TABLE ${quoted(name)} (${definitions.join(', ')})`);
    const appender = await work.createAppender(name, null, 'temp');
    closings.push(() => appender.closeSync());
    writers.set(name, columnWriter(appender, Object.values(columns)));
  }

  const doubles = Object.fromEntries(numbers.map((name) => [name, 'double' as const]));
  const pair = { row: 'integer', text: 'text' } as const;
  await make('placed', { row: 'integer', g: 'integer', a: 'double', b: 'double', ...doubles });
  await make('named', { row: 'integer', g: 'integer', a: 'text', b: 'text', ...doubles });
  await make('paired_id', pair);
  for (const name of layout.paired) await make(`paired_${name}`, pair);
  const texts = layout.grouped.filter((name) => name !== 'precision');
  await make('grouped', {
    ...{ g: 'integer', precision: 'integer', extract: 'integer', began: 'integer', ended: 'integer' },
    ...Object.fromEntries(texts.map((name) => [name, 'text' as const])),
  });

  function close(): void {
    for (const end of closings.splice(0)) end();
  }

  /** The number of what a group has in common. */
  function groupOf(group: PaymentGroup): number {
    const values = [
      group.precision ?? -1,
      group.extract,
      group.began ?? NO_DAY,
      group.ended ?? NO_DAY,
      ...texts.map((name) => group[name] ?? null),
    ] as (string | number | null)[];
    const key = JSON.stringify(values);
    const known = kept.get(key);
    if (known !== undefined) return known;
    kept.set(key, groups.length);
    return groups.push(values) - 1;
  }

  function putIds(rows: readonly number[], ids: readonly string[]): void {
    writers.get('paired_id')!([Int32Array.from(rows), [...ids]], rows.length);
  }

  return {
    put(answer, placed) {
      const length = answer.reduce((sum, { row }) => sum + row.length, 0);
      if (length === 0) return;
      const all = (name: string) => Float64Array.from(answer.flatMap((group) => group[name] as number[]));
      const row = Int32Array.from(answer.flatMap((group) => group.row));
      const g = new Int32Array(length);
      let filled = 0;
      for (const group of answer) g.fill(groupOf(group), filled, (filled += group.row.length));
      const ends = placed
        ? [all('a'), all('b')]
        : [answer.flatMap(({ a }) => a as string[]), answer.flatMap(({ b }) => b as string[])];
      writers.get(placed ? 'placed' : 'named')!([row, g, ...ends, ...numbers.map(all)], length);
      for (const group of answer) if (group.id.length > 0) putIds(group.row, group.id);
      for (const name of layout.paired) {
        const pairs = answer.flatMap((group) => group[name] as Pair[]);
        if (pairs.length === 0) continue;
        const cells = [Int32Array.from(pairs, ([at]) => at), pairs.map(([, text]) => text)] as const;
        writers.get(`paired_${name}`)!([...cells], pairs.length);
      }
    },
    putIds,
    async tiedRows() {
      // What was appended is there for queries once the appenders are closed; ids go on in a new one.
      close();
      const all = '(SELECT row, "at" FROM placed UNION ALL SELECT row, "at" FROM named)';
      const tied = `SELECT row FROM ${all} WHERE "at" IN (SELECT "at" FROM ${all} GROUP BY "at" HAVING count(*) > 1)`;
      const rows = await query<{ row: number }>(work, `${tied} ORDER BY row`);
      await make('paired_id', pair);
      return rows.map(({ row }) => row);
    },
    async finish(wanted) {
      if (groups.length > 0) await writeGroups();
      close();
      await work.run(viewOf(table, layout, numbers, wanted));
    },
  };

  async function writeGroups(): Promise<void> {
    if ((await queryNumber(work, 'SELECT count(*) FROM grouped')) > 0) return;
    await make('grouped', {
      ...{ g: 'integer', precision: 'integer', extract: 'integer', began: 'integer', ended: 'integer' },
      ...Object.fromEntries(texts.map((name) => [name, 'text' as const])),
    });
    const integers = (i: number) => Int32Array.from(groups, (values) => values[i] as number);
    const column = (i: number) => groups.map((values) => values[i] as string | null);
    writers.get('grouped')!(
      [Int32Array.from(groups, (_, g) => g), ...[0, 1, 2, 3].map(integers), ...texts.map((_, i) => column(i + 4))],
      groups.length,
    );
  }
}

function viewOf(
  table: KeyedTable,
  { ends, grouped, paired }: PaymentLayout,
  numbers: string[],
  wanted: readonly string[],
): string {
  const plain = ['row', 'g', ...numbers].map((name) => `s.${quoted(name)}`).join(', ');
  const joined = (
    source: string,
    by: string,
  ) => `SELECT ${plain}, coalesce(x.n, -1) AS a, coalesce(y.n, -1) AS b FROM ${source} s
    LEFT JOIN node x ON x.${by} = s.a LEFT JOIN node y ON y.${by} = s.b`;
  const texts = paired.filter((name) => wanted.includes(name));
  const values = [
    ...numbers.map((name) => `r.${quoted(name)}`),
    ...grouped.map((name) => `grouped.${quoted(name)}`),
    ...[`r.a AS ${quoted(ends[0])}`, `r.b AS ${quoted(ends[1])}`, 'paired_id.text AS id'],
    ...texts.map((name) =>
      name === 'payer_id'
        ? 'coalesce((SELECT n FROM node WHERE node.id = paired_payer_id.text), -1) AS payer_id'
        : `${quoted(`paired_${name}`)}.text AS ${quoted(name)}`,
    ),
    ...['r.row AS _row', 'grouped.extract AS _extract', 'grouped.began AS _began', 'grouped.ended AS _ended'],
  ];
  const beside = ['id', ...texts].map((name) => quoted(`paired_${name}`));
  return `CREATE OR REPLACE TEMP VIEW ${table} AS SELECT ${values.join(', ')}
    FROM (${joined('placed', 'place')} UNION ALL ${joined('named', 'id')}) r JOIN grouped USING (g)
    ${beside.map((name) => `LEFT JOIN ${name} ON ${name}.row = r.row`).join(' ')}`;
}
