import { accountRows, companyRows, invoiceRow, labelRows, personRows, transferRow, whitelistRows } from './rows.ts';
import type { GeneratedRow } from './tables.ts';
import { allTransfers, createWorld, type GenerateOptions } from './world.ts';

/**
 * Rows of a labelled synthetic country, as a stream: canonical tables and the two tables of labels, in an order of their
 * own (the rows of one table in a fixed order, those of different tables interleaved). Memory grows with the companies,
 * not with the transactions. Throws a TamyrError for options out of range.
 */
export function* generate(options: GenerateOptions): Generator<GeneratedRow> {
  const world = createWorld(options);
  const { population } = world;
  yield* whitelistRows(population.plan);
  for (let i = 0; i < population.companies; i += 1) yield* companyRows(world, i);
  for (let i = 0; i < population.companies + population.households; i += 1) yield* personRows(world, i);
  yield* accountRows(world);
  yield* labelRows(population);
  for (const [number, planned] of population.plan.invoices.entries()) yield invoiceRow(population, planned, number);
  let number = 0;
  for (const transfer of allTransfers(world)) {
    number += 1;
    yield* transferRow(population, transfer, number);
  }
}
