import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { decodeText } from '../../../src/importers/text/decode.ts';
import { examineFile } from '../../../src/importers/text/examine-file.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tamyr-encoding-'));
});
afterEach(() => rm(folder, { recursive: true }));

/** Bytes of each letter of a set of one byte a character, by decoding all bytes. */
async function lettersOf(encoding: string): Promise<Map<string, number>> {
  const bytes = new Map<string, number>();
  for (let byte = 255; byte >= 0; byte--) {
    async function* one() {
      yield Buffer.from([byte]);
    }
    for await (const letter of decodeText(one(), encoding, 'x')) bytes.set(letter, byte);
  }
  return bytes;
}

/** A text in a set of one byte a character; null where the set lacks a letter of it. */
function encoded(text: string, letters: ReadonlyMap<string, number>): Buffer | null {
  const bytes = [...text].map((letter) => letters.get(letter));
  return bytes.includes(undefined) ? null : Buffer.from(bytes as number[]);
}

async function found(bytes: Uint8Array, name = 'f.csv', named: string | null = null) {
  const path = join(folder, name);
  await writeFile(path, bytes);
  const { encoding, sample } = await examineFile({ path, name, bytes: bytes.length }, named);
  return { encoding, sample };
}

/** Rows as extracts have them. */
const RUSSIAN = [
  'ТОО «Строительная компания Рассвет»;г. Алматы, ул. Абая, д. 10, оф. 5',
  'ИВАНОВ ПЕТР СЕРГЕЕВИЧ;директор',
  'ТОВАРИЩЕСТВО С ОГРАНИЧЕННОЙ ОТВЕТСТВЕННОСТЬЮ "ВОСТОК-СЕРВИС"',
  'оплата по счёту № 17 от 12.03.2024 за строительные материалы',
  'Возврат займа по договору б/н',
  'по решению специализированного межрайонного экономического суда',
  'г. Астана, р-н Есиль, пр-т Мангилик Ел, 55/20, тел. 8 (7172) 00-00-00',
  'Цемент, щебень, песок; подъём и эксплуатация башенного крана',
];
const KAZAKH = [
  '«Өркен Құрылыс» ЖШС;Алматы қ., Әуезов ауданы, Ұлытау көшесі, 5-үй',
  'ҚҰРЫЛЫС МАТЕРИАЛДАРЫ ЖАУАПКЕРШІЛІГІ ШЕКТЕУЛІ СЕРІКТЕСТІГІ',
  'Нұрғалиев Әділ Өмірұлы;басшы',
  'тауарлар мен қызметтер үшін төлем, шот-фактура бойынша',
  'Ақтөбе облысы, Хромтау ауданы, Көктау ауылдық округі',
  'Сот шешімімен тіркелуі жарамсыз деп танылған',
  'ҒЫЛЫМИ-ӨНДІРІСТІК КӘСІПОРЫН "ЖЕТІСУ"',
  'қолма-қол ақша алу, банкомат, Шымкент қаласы',
];

describe('the character set of a text that nobody named', () => {
  test.each(['windows-1251', 'koi8-r', 'ibm866'])('Russian in %s', async (encoding) => {
    const letters = await lettersOf(encoding);
    for (const text of [...RUSSIAN, RUSSIAN.join('\n')]) {
      const plain = encoding === 'windows-1251' ? text : text.replace(/[«»№]/g, '"');
      const bytes = encoded(`bin;name\n940140000385;${plain}\n`, letters)!;
      const sample = `940140000385;${plain}`.split('\n', 1)[0]!.slice(0, 80);
      expect(await found(bytes), plain).toEqual({ encoding, sample });
    }
  });

  test.each(['kz-1048', 'ptcp154'])('Kazakh in %s', async (encoding) => {
    const letters = await lettersOf(encoding);
    for (const text of [...KAZAKH, KAZAKH.join('\n'), [...RUSSIAN, ...KAZAKH].join('\n')]) {
      const bytes = encoded(`bin;name\n940140000385;${text}\n`, letters)!;
      // The two sets share letters: what counts is that the text comes out right, and over many letters the name.
      const { encoding: set, sample } = await found(bytes);
      expect(sample, text).toBe(`940140000385;${text}`.split('\n', 1)[0]!.slice(0, 80));
      if (text.includes('\n')) expect(set).toBe(encoding);
    }
  });

  test.each(['utf-16le', 'utf-16be'])('%s, with a mark and without', async (encoding) => {
    for (const text of [...RUSSIAN, ...KAZAKH, KAZAKH.join('\r\n'), 'Almaty;1;2;3']) {
      const rows = `bin;name;address\r\n940140000385;${text}\r\n`;
      const bytes = (from: string) => {
        const wide = Buffer.from(from, 'utf16le');
        return encoding === 'utf-16be' ? wide.swap16() : wide;
      };
      expect(await found(bytes(`\uFEFF${rows}`))).toEqual({ encoding, sample: null });
      expect(await found(bytes(rows)), text).toEqual({ encoding, sample: 'bin;name;address' });
    }
  });

  test('UTF-8, with a mark and without, in any language, is no guess', async () => {
    for (const text of [...RUSSIAN, ...KAZAKH, 'plain', 'Ж', '日本 🏦', '']) {
      expect(await found(Buffer.from(`bin;name\n1;${text}`))).toEqual({ encoding: 'utf-8', sample: null });
      expect(await found(Buffer.from(`\uFEFFbin;name\n1;${text}`))).toEqual({ encoding: 'utf-8', sample: null });
    }
  });

  test('all of the file counts: words in another set after megabytes of ASCII, packed or not', async () => {
    const plain = 'id,name\n'.padEnd(8, '\n') + '940140000385,Alma\n'.repeat(2_000_000);
    const words = encoded(RUSSIAN.join('\n'), await lettersOf('windows-1251'))!;
    const bytes = Buffer.concat([Buffer.from(plain), words]);
    expect(await found(bytes)).toEqual({ encoding: 'windows-1251', sample: RUSSIAN[0]!.slice(0, 80) });
    expect((await found(gzipSync(bytes), 'f.csv.gz')).encoding).toBe('windows-1251');
  });

  test('UTF-8 with a damaged letter here and there stays UTF-8: its rows will be refused', async () => {
    const bytes = Buffer.from([...RUSSIAN, ...KAZAKH].join('\n'));
    for (const at of [7, 200, 601]) bytes[at] = 0xff;
    expect(await found(bytes)).toEqual({ encoding: 'utf-8', sample: null });
  });

  test('bytes that look like no words stay UTF-8, for the reader to refuse', async () => {
    expect(await found(Buffer.from([65, 10, 0xff, 0xb0, 0xb1, 0xc4, 0xcd, 10]))).toMatchObject({ encoding: 'utf-8' });
  });
});

test('a named set is taken at its word, but UTF-8 must mostly be it', async () => {
  const words = encoded(RUSSIAN.join('\n'), await lettersOf('windows-1251'))!;
  expect(await found(words, 'f.csv', 'koi8-r')).toEqual({ encoding: 'koi8-r', sample: null });
  await expect(found(words, 'f.csv', 'utf-8')).rejects.toMatchObject({ code: 'wrong-encoding', exitCode: 2 });
});

test('ten gigabytes that were never written are refused at once', async () => {
  const path = join(folder, 'sparse.csv');
  await writeFile(path, '');
  await truncate(path, 10 * 2 ** 30);
  const file = { path, name: 'sparse.csv', bytes: 10 * 2 ** 30 };
  await expect(examineFile(file, null)).rejects.toMatchObject({ code: 'no-text' });
});
