import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readMappedLabels } from '../../src/load/mapped-labels.ts';
import { readMapped } from '../../src/load/read-mapped.ts';

const DATA = process.env.TAMYR_TEST_DATA;
const LABELS = {
  labels_entities: { required: ['entity_id', 'scheme_id', 'scheme_kind'], optional: ['part', 'difficulty'] },
  labels_transactions: { required: ['transaction_id', 'scheme_id', 'scheme_kind'], optional: [] },
};

describe('tables that are no facts', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tamyr-labels-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  test('are read whole; a blank cell is an error with its line', async () => {
    const mapping = join(folder, 'labels.yaml');
    await writeFile(
      mapping,
      `version: 1
tables:
  - table: labels_entities
    file: l.csv
    columns: {entity_id: {template: "account:{a}"}, scheme_id: s, scheme_kind: {const: ring}}`,
    );
    await writeFile(join(folder, 'l.csv'), 'a,s\n1,x\n2,y\n');
    expect(await readMapped([folder], mapping, LABELS)).toEqual({
      labels_entities: [
        { entity_id: 'account:1', scheme_id: 'x', scheme_kind: 'ring', part: '', difficulty: '' },
        { entity_id: 'account:2', scheme_id: 'y', scheme_kind: 'ring', part: '', difficulty: '' },
      ],
      labels_transactions: [],
    });
    await writeFile(join(folder, 'l.csv'), 'a,s\n1,x\n2,\n');
    await expect(readMapped([folder], mapping, LABELS)).rejects.toMatchObject({
      code: 'unreadable-cell',
      message: expect.stringContaining('l.csv:3'),
    });
  });

  test.skipIf(DATA === undefined)('the labels of amlsim_100 as the evaluation takes them', async () => {
    const labels = await readMappedLabels(join(DATA!, 'amlsim_100'), 'datasets/mappings/amlsim_100_labels.yaml');
    expect(labels.entities[0]).toMatchObject({ entityId: 'account:62', schemeKind: 'fan_in', part: '' });
    expect(labels.transactions).toHaveLength(51);
  });

  test('an entity that is none is named', async () => {
    const mapping = join(folder, 'labels.yaml');
    const columns = 'entity_id: a, scheme_id: {const: s}, scheme_kind: {const: k}';
    await writeFile(mapping, `version: 1\ntables: [{table: labels_entities, file: l.csv, columns: {${columns}}}]`);
    await writeFile(join(folder, 'l.csv'), 'a\n940140000385\n');
    expect((await readMappedLabels(folder, mapping)).entities[0]!.entityId).toBe('company:940140000385');
    await writeFile(join(folder, 'l.csv'), 'a\n62\n');
    await expect(readMappedLabels(folder, mapping)).rejects.toMatchObject({ code: 'labels-entity-id' });
  });

  test.skipIf(DATA === undefined)('the labels of amlsim_100', async () => {
    const labels = await readMapped([join(DATA!, 'amlsim_100')], 'datasets/mappings/amlsim_100_labels.yaml', LABELS);
    expect(labels.labels_entities).toHaveLength(54);
    expect(labels.labels_transactions).toHaveLength(51);
    expect(labels.labels_entities![0]).toMatchObject({ entity_id: 'account:62', scheme_kind: 'fan_in' });
  });
});
