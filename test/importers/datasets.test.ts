import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createFtmImporter } from '../../src/importers/ftm.ts';
import type { Importer } from '../../src/importers/importer.ts';
import { createMappedImporter } from '../../src/importers/mapped.ts';
import { readMapping } from '../../src/importers/mapping/read-mapping.ts';
import { TABLE_ROWS } from '../../src/importers/rows/all-tables.ts';
import { findInput } from '../../src/load/find-input.ts';
import { readMappedLabels } from '../../src/load/mapped-labels.ts';
import { type Collected, collectFiles } from './collect.ts';

const DATA = process.env.TAMYR_TEST_DATA;

async function loadDataset(name: string, folder = name): Promise<Collected> {
  const path = join('datasets', 'mappings', `${name}.yaml`);
  const text = await readFile(path, 'utf8');
  return loadFolder(createMappedImporter(readMapping(text, path, TABLE_ROWS), text), folder);
}

async function loadFolder(importer: Importer, folder: string): Promise<Collected> {
  const { files } = await findInput([join(DATA!, folder)]);
  return collectFiles(importer, files);
}

function sizes({ tables }: Collected): Record<string, number> {
  return Object.fromEntries(Object.entries(tables).map(([table, rows]) => [table, rows.length]));
}

/** Rows by what became of them; accepted is the rest. */
function outcome({ counts }: Collected): Record<string, Record<string, number>> {
  return Object.fromEntries(
    Object.entries(counts).map(([file, { file: _number, bytes: _bytes, header: _header, ...count }]) => [
      file,
      { ...count, accepted: count.rows - count.rejected - count.skipped - count.blank },
    ]),
  );
}

const clean = { rejected: 0, skipped: 0, blank: 0, defects: 0 };

describe.skipIf(DATA === undefined)('the mappings of public datasets load them unchanged', () => {
  test('bitcoin_otc_alpha', async () => {
    const loaded = await loadDataset('bitcoin_otc_alpha');
    expect(outcome(loaded)).toEqual({ 'soc-sign-bitcoinotc.csv': { rows: 35592, accepted: 35592, ...clean } });
    expect(sizes(loaded)).toEqual({ transactions: 35592 });
    expect(loaded.tables.transactions![0]).toMatchObject({
      line: 1,
      id: 'otc-1',
      precision: 0,
      currency: 'XXX',
    });
  });

  test('rift_mule', async () => {
    const loaded = await loadDataset('rift_mule');
    expect(outcome(loaded)).toEqual({ 'harsh_money-mulling_279.csv': { rows: 279, accepted: 279, ...clean } });
    expect(loaded.tables.transactions![0]).toMatchObject({ line: 2, at: Date.UTC(2024, 0, 21, 3, 1), precision: 0 });
  });

  test('amlsim_100', async () => {
    const loaded = await loadDataset('amlsim_100');
    expect(outcome(loaded)).toEqual({
      'accounts.csv': { rows: 100, accepted: 100, ...clean },
      'transactions.csv': { rows: 10333, accepted: 10333, ...clean },
    });
    expect(sizes(loaded)).toEqual({ accounts: 100, transactions: 10333 });
    expect(new Set(loaded.tables.transactions!.map((t) => t.currency))).toEqual(new Set(['USD']));
    expect(new Set(loaded.tables.accounts!.map((a) => a.closed_at))).toEqual(new Set([null]));
  });

  test('amlsim_20k', async () => {
    const cycles = await loadDataset('amlsim_20k', 'amlsim_20k/20K_cycle200');
    expect(sizes(cycles)).toEqual({ accounts: 20000, transactions: 117805 });
    expect(cycles.rejects).toEqual([]);
    expect(cycles.tables.transactions![0]).toMatchObject({ at: Date.UTC(2017, 0, 2), precision: 1 });
    const fanIns = await loadDataset('amlsim_20k', 'amlsim_20k/20K_fanin200');
    expect(sizes(fanIns)).toEqual({ accounts: 20000, transactions: 118250 });
  });

  test('fincen_files', async () => {
    const loaded = await loadDataset('fincen_files');
    expect(outcome(loaded)).toEqual({
      'download_bank_connections.csv': { rows: 5498, accepted: 5498, ...clean },
      'download_transactions_map.csv': { rows: 4507, accepted: 4501, ...clean, rejected: 6 },
    });
    expect(sizes(loaded)).toEqual({ companies: 14500, accounts: 9002, transactions: 4501 });
    expect(loaded.rejects.map((r) => [r.column, r.code, r.value])).toEqual(
      Array.from({ length: 6 }, () => ['at', 'blank-required', '']),
    );
    const distinct = (rows: { [name: string]: unknown }[], name: string) => new Set(rows.map((row) => row[name])).size;
    expect(distinct(loaded.tables.accounts!, 'id')).toBe(2356);
    // Of the connections' 2,197 banks, 1,644 have no accepted flow.
    expect(distinct(loaded.tables.companies!, 'id')).toBe(2356 + 1644);
  });

  test('panama_power_players', async () => {
    const loaded = await loadDataset('panama_power_players');
    expect(outcome(loaded)).toEqual({
      'edges_clean.csv': { rows: 858, accepted: 831, ...clean, skipped: 27 },
      'nodes_clean.csv': { rows: 683, accepted: 607, ...clean, skipped: 76 },
    });
    expect(sizes(loaded)).toEqual({ companies: 304, persons: 303, roles: 760, addresses: 105 });
    expect(loaded.tables.companies!.filter((c) => c.registered_at !== null)).toHaveLength(227);
  });

  test('bods_neo4j_demo', async () => {
    const loaded = await loadDataset('bods_neo4j_demo');
    expect(outcome(loaded)).toEqual({
      'controls.csv': { rows: 901, accepted: 901, ...clean },
      'entity.csv': { rows: 520, accepted: 520, ...clean },
      'has_address.csv': { rows: 695, accepted: 695, ...clean },
      'has_identifier.csv': { rows: 668, accepted: 668, ...clean },
      'owns.csv': { rows: 355, accepted: 355, ...clean },
      'person.csv': { rows: 18, accepted: 18, ...clean },
    });
    expect(sizes(loaded)).toEqual({ companies: 1188, persons: 18, roles: 1256, addresses: 695 });
    const roles = loaded.tables.roles!;
    expect(roles.filter(({ holder_id }) => String(holder_id).startsWith('person:'))).toHaveLength(22);
    expect(roles.filter(({ role }) => role === 'owner')).toHaveLength(350);
    expect(roles.filter(({ share }) => share === 75)).toHaveLength(297);
    // Closed statements end: 63 of ownership, 128 of control, six of these by the date of their statement.
    expect(roles.filter(({ to }) => to !== null)).toHaveLength(191);
    expect(roles.filter(({ attrs }) => String(attrs).includes('"recordStatus":"closed"'))).toHaveLength(191);
    const inCountry = (code: string | null) =>
      loaded.tables.companies!.filter(({ country }) => country === code).length;
    expect([inCountry('GB'), inCountry('US'), inCountry('CA'), inCountry(null)]).toEqual([400, 44, 1, 668]);
  });

  test('the labels of amlsim_20k', async () => {
    const folder = join(DATA!, 'amlsim_20k/20K_cycle200');
    const { entities } = await readMappedLabels(folder, 'datasets/mappings/amlsim_20k_labels.yaml');
    expect(entities).toHaveLength(945);
  });

  test('ftm_opensanctions loads without a mapping', async () => {
    const loaded = await loadFolder(createFtmImporter(), 'ftm_opensanctions');
    expect(outcome(loaded)).toEqual({
      'parteispenden.entities.ftm.json': { rows: 475, accepted: 385, ...clean, rejected: 1, skipped: 89 },
    });
    expect(sizes(loaded)).toEqual({ companies: 74, persons: 22, addresses: 103, accounts: 96, transactions: 289 });
    expect(loaded.notes['parteispenden.entities.ftm.json']).toEqual([
      { code: 'read-for-others', value: 'Address', count: 89 },
    ]);
    expect(loaded.rejects.map(({ column, code }) => [column, code])).toEqual([['beneficiary', 'several-values']]);
  });
});
