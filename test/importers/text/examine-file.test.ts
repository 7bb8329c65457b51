import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { decodeText } from '../../../src/importers/text/decode.ts';
import { encodingOfFile } from '../../../src/importers/text/guess-encoding.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tamyr-encoding-'));
});
afterEach(() => rm(folder, { recursive: true }));

/** The bytes of a text in a set of one byte a character, by trying all bytes. */
async function encoded(text: string, encoding: string): Promise<Buffer> {
  const bytes = new Map<string, number>();
  for (let byte = 255; byte >= 0; byte--) {
    async function* one() {
      yield Buffer.from([byte]);
    }
    for await (const letter of decodeText(one(), encoding, 'x')) bytes.set(letter, byte);
  }
  return Buffer.from([...text].map((letter) => bytes.get(letter)!));
}

async function found(bytes: Uint8Array) {
  const path = join(folder, 'f.csv');
  await writeFile(path, bytes);
  return encodingOfFile({ path, name: 'f.csv', bytes: bytes.length });
}

const RUSSIAN = 'bin,name\n940140000385,ТОО «Строительная компания Рассвет»\n990140004654,ИВАНОВ ПЕТР СЕРГЕЕВИЧ\n';

test.each(['windows-1251', 'koi8-r', 'ibm866'])('Russian text in %s', async (encoding) => {
  const text = encoding === 'windows-1251' ? RUSSIAN : RUSSIAN.replace(/[«»]/g, '"');
  expect(await found(await encoded(text, encoding))).toEqual({ encoding, sample: text.split('\n')[1] });
});

test('capitals alone are told apart, too', async () => {
  for (const encoding of ['windows-1251', 'koi8-r', 'ibm866']) {
    const bytes = await encoded('name\nТОВАРИЩЕСТВО С ОГРАНИЧЕННОЙ ОТВЕТСТВЕННОСТЬЮ\n', encoding);
    expect(await found(bytes)).toMatchObject({ encoding });
  }
});

test('Kazakh letters make it KZ-1048', async () => {
  const text = 'bin,name\n940140000385,Қазақстан Өнеркәсіп Құрылыс серіктестігі\n';
  expect(await found(await encoded(text, 'kz-1048'))).toEqual({ encoding: 'kz-1048', sample: text.split('\n')[1] });
});

test('UTF-8 and UTF-16 are no guesses', async () => {
  expect(await found(Buffer.from(RUSSIAN))).toEqual({ encoding: 'utf-8', sample: null });
  expect(await found(Buffer.from('bin\n'))).toEqual({ encoding: 'utf-8', sample: null });
  expect(await found(Buffer.from('a,Ж'))).toEqual({ encoding: 'utf-8', sample: null });
  expect(await found(Buffer.from(`\uFEFF${RUSSIAN}`, 'utf16le'))).toEqual({ encoding: 'utf-16le', sample: null });
});

test('bytes that look like no words stay UTF-8, for the reader to refuse', async () => {
  expect(await found(Buffer.from([65, 10, 0xff, 0xb0, 0xb1, 0xc4, 0xcd, 10]))).toMatchObject({ encoding: 'utf-8' });
});
