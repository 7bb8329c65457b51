import type { z } from 'zod';
import type { pathDocument } from '../api/schemas.ts';
import { controlPaths } from '../graph/paths/control-paths.ts';
import { moneyPaths } from '../graph/paths/money-paths.ts';
import type { Path, PathResult, PathStep } from '../graph/paths/path.ts';
import type { RelationColumns } from '../graph/projection.ts';
import type { FactTable } from '../model/facts.ts';
import { formatDay, formatMoment, NO_DAY, PRECISION_DAY } from '../model/time.ts';
import type { FactRow } from '../store/graph-store.ts';
import { type Explorer, findNode } from './explorer.ts';
import { rowsByNumber, sourceOf } from './rows.ts';

export type PathDocument = z.infer<typeof pathDocument>;

export interface PathQuestion {
  from: string;
  to: string;
  kind: 'control' | 'money' | 'any';
  maxHops: number;
  limit: number;
}

/** Partial paths looked at before a search gives up and says so. */
const BUDGET = 400_000;

/** Evidenced paths between two entities, each hop with its interval, transfers and source rows. */
export async function pathDocumentOf(explorer: Explorer, question: PathQuestion): Promise<PathDocument> {
  const { projection } = explorer;
  const from = findNode(explorer, question.from);
  const to = findNode(explorer, question.to);
  const search = { maxHops: question.maxHops, limit: question.limit, budget: BUDGET };
  const found: PathResult =
    question.kind === 'money'
      ? moneyPaths(projection, from, to, search)
      : controlPaths(projection, from, to, search, question.kind === 'any');
  const id = (node: number) => projection.nodes.id(node);
  const rows = await rowsOfPaths(explorer, found.paths);
  return {
    from: id(from),
    to: id(to),
    kind: question.kind,
    paths: found.paths.map((path) => ({
      nodes: path.nodes.map(id),
      hops: path.steps.map((step) => hop(explorer, step, rows)),
    })),
    none: found.none,
  };
}

type RowsOfTables = Map<FactTable, Map<number, FactRow>>;

async function rowsOfPaths(explorer: Explorer, paths: readonly Path[]): Promise<RowsOfTables> {
  const wanted = new Map<FactTable, number[]>();
  for (const { steps } of paths) {
    for (const step of steps) {
      for (const edge of step.edges) {
        const { table, row } = rowOf(explorer, step, edge);
        const list = wanted.get(table);
        if (list) list.push(row);
        else wanted.set(table, [row]);
      }
    }
  }
  const rows: RowsOfTables = new Map();
  for (const [table, numbers] of wanted) rows.set(table, await rowsByNumber(explorer, table, numbers));
  return rows;
}

function relationColumns({ projection }: Explorer, step: PathStep): RelationColumns {
  if (step.columns === 'transfers') throw new TypeError('transfers are no relations over an interval');
  return step.columns === 'buildings' ? projection.sites : projection[step.columns];
}

function rowOf(explorer: Explorer, step: PathStep, edge: number): { table: FactTable; row: number } {
  if (step.columns === 'transfers') return { table: 'transactions', row: explorer.projection.transfers.row[edge]! };
  const columns = relationColumns(explorer, step);
  return { table: columns.table[columns.tableOf[edge]!]!, row: columns.row[edge]! };
}

function hop(explorer: Explorer, step: PathStep, rows: RowsOfTables): PathDocument['paths'][number]['hops'][number] {
  const { nodes, transfers } = explorer.projection;
  const facts = step.edges.map((edge) => {
    const { table, row } = rowOf(explorer, step, edge);
    return rows.get(table)!.get(row)!;
  });
  const ends = {
    relation: step.relation,
    from: nodes.id(step.from),
    to: nodes.id(step.to),
    sources: facts.map(sourceOf),
  };
  if (step.columns === 'transfers') {
    const moment = (edge: number) =>
      formatMoment({
        ms: transfers.at[edge]!,
        precision: transfers.precision[edge] === PRECISION_DAY ? 'day' : 'instant',
      });
    const currency = transfers.currency[step.edges[0]!]!;
    let sum = 0n;
    for (const edge of step.edges)
      if (transfers.currency[edge] === currency) sum += BigInt(transfers.amountMinor[edge]!);
    return {
      ...ends,
      interval: { from: moment(step.edges[0]!), to: moment(step.edges.at(-1)!) },
      transactions: facts.map((fact) => String(fact.values.id)),
      amount: { minor: String(sum), currency: transfers.currencies[currency]! },
    };
  }
  const columns = relationColumns(explorer, step);
  const edge = step.edges[0]!;
  const day = (value: number) => (value === NO_DAY ? null : formatDay(value));
  return {
    ...ends,
    interval: { from: day(columns.fromDay[edge]!), to: day(columns.toDay[edge]!) },
    transactions: [],
    amount: null,
  };
}
