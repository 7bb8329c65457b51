import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readLabels } from '../../src/evaluate/read-labels.ts';
import { TamyrError } from '../../src/model/errors.ts';

const ENTITIES = 'entity_id,scheme_id,scheme_kind,part,difficulty\n';
const TRANSACTIONS = 'transaction_id,scheme_id,scheme_kind\n';
let dir = '';

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'tamyr-labels-'));
});

afterEach(async () => {
  await rm(dir, { recursive: true });
});

async function lay(entities: string | undefined, transactions: string | undefined): Promise<void> {
  if (entities !== undefined) await writeFile(join(dir, 'labels_entities.csv'), entities);
  if (transactions !== undefined) await writeFile(join(dir, 'labels_transactions.csv'), transactions);
}

async function refusal(): Promise<TamyrError> {
  const error = await readLabels(dir).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(TamyrError);
  return error as TamyrError;
}

describe('readLabels', () => {
  it('reads both tables, quotes, other column orders, a byte-order mark and bare identifiers', async () => {
    await lay(
      `\uFEFFscheme_kind,entity_id,scheme_id,part,difficulty\r\nring,940140000385,s1,"a ""b"", c",plain\r\nring,710718369366,s1,,\r\n`,
      `${TRANSACTIONS}t-1,s1,ring\n\n`,
    );
    expect(await readLabels(dir)).toEqual({
      entities: [
        { entityId: 'company:940140000385', schemeId: 's1', schemeKind: 'ring', part: 'a "b", c', difficulty: 'plain' },
        { entityId: 'person:710718369366', schemeId: 's1', schemeKind: 'ring', part: '', difficulty: '' },
      ],
      transactions: [{ transactionId: 't-1', schemeId: 's1', schemeKind: 'ring' }],
    });
  });

  it('reads compressed tables', async () => {
    await writeFile(join(dir, 'labels_entities.csv.gz'), gzipSync(`${ENTITIES}account:KZ1,s,ring,hub,plain\n`));
    await lay(undefined, TRANSACTIONS);
    expect((await readLabels(dir)).entities[0]!.entityId).toBe('account:KZ1');
  });

  it('names the file that is missing', async () => {
    await lay(ENTITIES, undefined);
    const error = await refusal();
    expect(error.what).toContain('labels_transactions.csv');
    expect(error.where).toBe(dir);
    expect(error.exitCode).toBe(3);
  });

  it('names the column that is missing', async () => {
    await lay('entity_id,kind\ncompany:1,ring\n', TRANSACTIONS);
    const error = await refusal();
    expect(error.what).toContain('"scheme_id", "scheme_kind"');
    expect(error.where).toContain('labels_entities.csv:1');
  });

  it('names the line of a blank cell, of an id without kind, of an open quote', async () => {
    await lay(`${ENTITIES}company:1,s,ring,,\ncompany:2,,ring,,\n`, TRANSACTIONS);
    expect((await refusal()).where).toContain('labels_entities.csv:3');
    await lay(`${ENTITIES}"company:1",s,ring,"two\nlines",\nKZ55,s,ring,,\n`, TRANSACTIONS);
    const error = await refusal();
    expect(error.what).toContain('"KZ55"');
    expect(error.where).toContain('labels_entities.csv:4');
    await lay(`${ENTITIES}company:1,s,"ring,,\n`, TRANSACTIONS);
    expect((await refusal()).where).toContain('labels_entities.csv:2');
  });
});
