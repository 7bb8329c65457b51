import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { digestOfFile, fileBytes } from '../../../src/importers/text/file-bytes.ts';
import { sha256 } from '../../../src/model/digest.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tamyr-bytes-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function readAll(name: string, content: Uint8Array): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  const chunks: Buffer[] = [];
  for await (const chunk of fileBytes(path, name)) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

describe('bytes of files', () => {
  const text = 'some text, repeated. '.repeat(200_000);

  test('plain and compressed', async () => {
    expect(await readAll('a.csv', Buffer.from(text))).toBe(text);
    expect(await readAll('a.csv.gz', gzipSync(text))).toBe(text);
    expect(await readAll('two.csv.gz', Buffer.concat([gzipSync('one\n'), gzipSync('two\n')]))).toBe('one\ntwo\n');
  });

  test('a compressed file that ends early or is none is an error', async () => {
    const whole = gzipSync(text);
    await expect(readAll('a.csv.gz', whole.subarray(0, whole.length - 20))).rejects.toMatchObject({
      code: 'broken-gzip',
      exitCode: 3,
    });
    await expect(readAll('b.csv.gz', Buffer.from('no gzip'))).rejects.toMatchObject({ code: 'broken-gzip' });
  });

  test('the digest is that of the bytes on the disk', async () => {
    const path = join(folder, 'a.gz');
    await writeFile(path, gzipSync(text));
    expect(await digestOfFile(path)).toBe(sha256(gzipSync(text)));
  });

  test('a file that cannot be read is an error with its name', async () => {
    const path = join(folder, 'gone');
    await expect(digestOfFile(path)).rejects.toMatchObject({ code: 'unreadable-path', exitCode: 3, where: path });
  });
});
