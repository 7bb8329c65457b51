import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonical } from '../../src/importers/canonical.ts';
import { transactions } from '../../src/importers/rows/transactions.ts';
import { collect } from './collect.ts';

const COLUMNS = [
  'id',
  'at',
  'from_account',
  'to_account',
  'amount',
  'currency',
  'channel',
  'purpose',
  'payer_id',
  'mcc',
];
const SPACES = [' ', '\t', '\u00a0', '\u2003', '\ufeff', '\u3000'];

/** Reads a file of transactions in another way than from bytes, or counts what is read so. */
async function readBy(preparePlain: typeof transactions.preparePlain, content: Uint8Array, encoding: string | null) {
  const { preparePlain: own } = transactions;
  Object.assign(transactions, { preparePlain });
  try {
    return await collect(canonical, { 'transactions.csv': content }, encoding);
  } finally {
    Object.assign(transactions, { preparePlain: own });
  }
}

const readAsText = (content: Uint8Array, encoding: string | null) => readBy(undefined, content, encoding);

let takenFromBytes = 0;
const { preparePlain } = transactions;
const readFromBytes = (content: Uint8Array, encoding: string | null) =>
  readBy(
    (...given) => {
      const take = preparePlain!(...given);
      return (rows, line) => {
        const taken = take(rows, line);
        if (taken) takenFromBytes++;
        return taken;
      };
    },
    content,
    encoding,
  );

const digits = fc.stringMatching(/^[0-9]{1,17}$/);
/** Mostly the first, now and then the second. */
const mostly = (usual: fc.Arbitrary<string>, other: fc.Arbitrary<string>) =>
  fc.oneof({ weight: 12, arbitrary: usual }, { weight: 1, arbitrary: other });
const good: Record<string, fc.Arbitrary<string>> = {
  id: fc.stringMatching(/^[a-z0-9-]{1,20}$/),
  at: mostly(
    fc.date({ min: new Date('1795-01-01'), max: new Date('2105-01-01'), noInvalidDate: true }).chain((date) => {
      const iso = date.toISOString();
      return fc.constantFrom(
        iso,
        iso.slice(0, 10),
        iso.slice(0, 19),
        `${iso.slice(0, 19)}Z`,
        `${iso.slice(0, 16)}+05:00`,
        iso.replace('T', ' '),
      );
    }),
    fc.constantFrom(
      '2024-02-29',
      '2023-02-29',
      '2024-13-01',
      '2024-06-31T00:00:00',
      '2024-01-01T24:00:00',
      '2024-01-01T23:59:60',
      '2024-03-01 00:00:00',
    ),
  ),
  from_account: mostly(
    fc.stringMatching(/^KZ[0-9]{4,18}$/),
    fc.constantFrom('account:KZ1', 'account:', 'company:940140000385', 'KZ:12', '1.2E+17', 'a+b'),
  ),
  to_account: fc.stringMatching(/^KZ[0-9]{4,18}$/),
  amount: mostly(
    fc.tuple(digits, fc.constantFrom('', '.', '.5', '.25', '.125', 'E2')).map((two) => two.join('')),
    fc.constantFrom('.5', '-1', '+1', '1,5'),
  ),
  currency: mostly(fc.constantFrom('KZT', 'kzt', 'USD', 'JPY', 'BTC', ''), fc.constant('tenge')),
  channel: mostly(fc.constantFrom('transfer', 'Card', 'cash', 'atm', ''), fc.constant('pigeon')),
  purpose: fc.string({
    unit: fc.constantFrom('Қ', '«', '№', '"', 'a', ' ', '-', '—', ',', '😀', '\u00a0'),
    maxLength: 12,
  }),
  payer_id: mostly(fc.constantFrom('', '940140000385', '900101300017', 'company:GB:1'), fc.constant('12')),
  mcc: fc.constantFrom('', '5411', '-'),
};
const odd = fc.oneof(
  fc.constantFrom('', '-', '—', ' ', '"', '\0', 'a\0b', '\r', '\n', '"x', 'account:'),
  fc
    .tuple(fc.constantFrom(...SPACES), fc.constantFrom('2024-01-01', '12', 'KZ7', 'KZT', 'Қ'))
    .map((two) => two.join('')),
  fc
    .tuple(fc.constantFrom('2024-01-01', '12', 'KZ7', 'KZT', 'Қ'), fc.constantFrom(...SPACES))
    .map((two) => two.join('')),
);

function written(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

const row = fc.tuple(
  ...COLUMNS.map((name) => fc.oneof({ weight: 30, arbitrary: good[name]! }, { weight: 1, arbitrary: odd })),
);
const line = fc
  .tuple(row, fc.integer({ min: 0, max: 40 }), mostly(fc.constantFrom('\n', '\r\n'), fc.constantFrom('\r', '\n\n')))
  .map(
    ([cells, how, end]) =>
      cells
        .map((cell) => (how === 1 ? `"${cell.replaceAll('"', '""')}"` : how === 0 ? cell : written(cell)))
        .join(',') + end,
  );

test('a record read from its bytes is the record read as text: facts, refusals, defects, places and counts', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(line, { minLength: 1, maxLength: 25 }),
      fc.array(fc.tuple(fc.nat(3000), fc.integer({ min: 0, max: 255 })), { maxLength: 1 }),
      fc.constantFrom('', '\ufeff'),
      fc.constantFrom(null, 'utf-8'),
      async (lines, damages, mark, encoding) => {
        const bytes = Buffer.from(`${mark}${COLUMNS.join(',')}\n${lines.join('')}`);
        for (const [at, byte] of damages) if (encoding !== null && at > 100 && at < bytes.length) bytes[at] = byte;
        expect(await readFromBytes(bytes, encoding)).toEqual(await readAsText(bytes, encoding));
      },
    ),
    { numRuns: 200 },
  );
  expect(takenFromBytes).toBeGreaterThan(400);
});

test('records of several chunks, most of them plain, are read in the order of the file', async () => {
  const lines = Array.from({ length: 16_000 }, (_, i) => {
    const purpose = i % 97 === 0 ? `"Оплата ""${i}"""` : i % 1013 === 0 ? '"two\nlines"' : `Оплата по счёту ${i}`;
    const id = i % 211 === 0 ? '' : `t-${i}`;
    return `${id},2024-0${1 + (i % 9)}-1${i % 10}T10:00:0${i % 10},KZ${i},KZ${i + 1},${i % 307 === 0 ? '-' : ''}${i}.5,KZT,transfer,${purpose},,`;
  });
  const bytes = Buffer.from(`${COLUMNS.join(',')}\n${lines.join('\n')}\n`);
  const fromBytes = await readFromBytes(bytes, 'utf-8');
  expect(fromBytes).toEqual(await readAsText(bytes, 'utf-8'));
  expect(fromBytes.counts['transactions.csv']).toMatchObject({ rows: 16_000, rejected: 53 });
});
