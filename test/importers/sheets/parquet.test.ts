import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { describe, expect, test } from 'vitest';
import { canonical } from '../../../src/importers/canonical.ts';
import { collect } from '../collect.ts';

/** The bytes of a Parquet file with the rows of a query, as DuckDB writes it. */
async function parquetOf(select: string, options = ''): Promise<Uint8Array> {
  const folder = await mkdtemp(join(tmpdir(), 'tamyr-test-'));
  const instance = await DuckDBInstance.create(':memory:');
  try {
    const connection = await instance.connect();
    const path = join(folder, 'a.parquet');
    await connection.run(`SET TimeZone = 'UTC'`);
    await connection.run(`COPY (${select}) TO '${path}' (FORMAT parquet${options})`);
    connection.closeSync();
    return await readFile(path);
  } finally {
    instance.closeSync();
    await rm(folder, { recursive: true });
  }
}

describe('Parquet files', () => {
  test('values are exact: decimals beyond a double, whole numbers beyond one, dates, instants and local times', async () => {
    const { tables, rejects, counts } = await collect(canonical, {
      'transactions.parquet': await parquetOf(`
        SELECT 't-1' AS id, TIMESTAMPTZ '2024-01-02 03:04:05Z' AS at, 4400123412341234567::BIGINT AS from_account,
          'b' AS to_account, 90071992547409.91::DECIMAL(18, 2) AS amount, NULL::VARCHAR AS purpose, 0.1::FLOAT AS rate,
          12345678901234567890.123::DECIMAL(38, 3) AS wide, [1, 2] AS list, true AS flag, DATE '2020-02-29' AS day,
          TIMESTAMP '1969-12-31 23:59:59.5' AS local`),
    });
    expect(rejects).toEqual([]);
    expect(counts['transactions.parquet']).toMatchObject({ rows: 1 });
    expect(tables.transactions).toMatchObject([
      {
        line: 1,
        id: 't-1',
        at: Date.UTC(2024, 0, 2, 3, 4, 5),
        from_account: 'account:4400123412341234567',
        amount: 9007199254740991,
        purpose: null,
      },
    ]);
    expect(JSON.parse(String(tables.transactions![0]!.attrs))).toEqual({
      day: '2020-02-29',
      flag: 'true',
      list: '[1,2]',
      local: '1969-12-31T23:59:59.500',
      rate: '0.1',
      wide: '12345678901234567890.123',
    });
  });

  test.each(['snappy', 'zstd', 'gzip', 'brotli', 'lz4_raw', 'uncompressed'])(
    '%s, several row groups',
    async (codec) => {
      const { tables } = await collect(canonical, {
        'persons.parquet': await parquetOf(
          `SELECT 'XX:' || i AS id, 'N' || (i % 7) AS name FROM range(1, 5001) r(i)`,
          `, COMPRESSION ${codec}, ROW_GROUP_SIZE 2048`,
        ),
      });
      expect(tables.persons).toHaveLength(5000);
      expect(tables.persons![4999]).toMatchObject({ id: 'person:XX:5000', name: 'N2', line: 5000 });
    },
  );

  test('the name of a file is no pattern', async () => {
    const one = await parquetOf(`SELECT 'XX:1' AS id`);
    const two = await parquetOf(`SELECT 'XX:2' AS id`);
    const { tables } = await collect(canonical, { "persons[1]*'?.parquet": one, 'persons1.parquet': two });
    expect(tables.persons!.map(({ id }) => id)).toEqual(['person:XX:1', 'person:XX:2']);
  });

  test('columns of types that nothing can be read from are named before any row is read', async () => {
    const columns = `'t-1' AS id, DATE '2024-01-01' AS "at", 'A' AS from_account, 'B' AS to_account, 5 AS amount`;
    const read = async (other: string) => {
      const file = await parquetOf(`SELECT * REPLACE (${other}) FROM (SELECT ${columns})`);
      return collect(canonical, { 'transactions.parquet': file });
    };
    expect((await read(`'5.00' AS amount`)).tables.transactions).toHaveLength(1);
    for (const [other, column, type, expected] of [
      [`1704067200000 AS "at"`, 'at', 'BIGINT', /TIMESTAMP/],
      [`TIME '10:00:00' AS "at"`, 'at', 'TIME', /TIMESTAMP/],
      ['true AS amount', 'amount', 'BOOLEAN', /a number/],
      ['[5] AS amount', 'amount', 'INTEGER[]', /a number/],
      [`{'iban': 'A'} AS from_account`, 'from_account', 'STRUCT(iban VARCHAR)', /text/],
    ] as const) {
      await expect(read(other)).rejects.toMatchObject({
        code: 'wrong-column-type',
        what: `The column "${column}" of the transactions table has the type ${type}.`,
        expected: expect.stringMatching(expected),
      });
    }
  });

  test('another schema, and a file that is none, are refused with what was expected', async () => {
    const other = await parquetOf(`SELECT 1 AS bins, 'x' AS name`);
    await expect(collect(canonical, { 'companies.parquet': other })).rejects.toThrow(/lacks the required column "id"/);
    await expect(collect(canonical, { 'companies.parquet': Buffer.from('id,name\n1,2\n') })).rejects.toThrow(
      /no whole Parquet file/,
    );
    await expect(collect(canonical, { 'companies.parquet': other.subarray(0, 100) })).rejects.toThrow(
      /no whole Parquet file/,
    );
  });
});
