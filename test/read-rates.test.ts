import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { parseDay } from '../src/model/time.ts';
import { readRates } from '../src/read-rates.ts';

const folder = mkdtempSync(join(tmpdir(), 'tamyr-rates-'));
afterAll(() => rmSync(folder, { recursive: true }));

function read(text: string) {
  const path = join(folder, 'rates.csv');
  writeFileSync(path, text);
  return readRates(path);
}

describe('a table of exchange rates', () => {
  it('is read exactly and sorted by currency and day, whatever the order of rows and columns', async () => {
    expect(await read('kzt;currency;from\n560;EUR;2026-02-01\n512.35;USD;2026-01-01\n550;EUR;2026-01-01\n')).toEqual([
      { from: parseDay('2026-01-01'), currency: 'EUR', units: 550, decimals: 0 },
      { from: parseDay('2026-02-01'), currency: 'EUR', units: 560, decimals: 0 },
      { from: parseDay('2026-01-01'), currency: 'USD', units: 51235, decimals: 2 },
    ]);
  });

  it.each([
    ['from,currency,rate\n2026-01-01,USD,500\n', /columns are from, currency, rate[\s\S]*line 1/],
    ['from,currency,kzt\n2026-01-01,USD,500\n2026-13-01,USD,500\n', /“2026-13-01” is no day[\s\S]*line 3/],
    ['from,currency,kzt\n2026-01-01,dollar,500\n', /“dollar” is no foreign currency[\s\S]*line 2/],
    ['from,currency,kzt\n2026-01-01,KZT,1\n', /“KZT” is no foreign currency/],
    ['from,currency,kzt\n2026-01-01,USD,"512,35"\n', /“512,35” is no rate/],
    ['from,currency,kzt\n2026-01-01,USD,0\n', /“0” is no rate/],
    ['from,currency,kzt\n2026-01-01,USD,-5\n', /“-5” is no rate/],
    ['from,currency,kzt\n2026-01-01,USD\n', /line 2/],
    ['from,currency,kzt\n2026-01-01,USD,500\n2026-01-01,USD,501\n', /already on line 2[\s\S]*line 3/],
    ['from,currency,kzt\n', /There is no rate in it/],
  ])('is refused with the place and what was expected: %j', async (text, message) => {
    await expect(read(text)).rejects.toThrow(message);
    await expect(read(text)).rejects.toMatchObject({ code: 'bad-rates' });
  });

  it('is named where it cannot be read', async () => {
    await expect(readRates(join(folder, 'none.csv'))).rejects.toMatchObject({ exitCode: 3 });
  });
});
