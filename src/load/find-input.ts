import { lstat, readdir, realpath, stat } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';
import type { InputFile } from '../importers/importer.ts';
import { TamyrError } from '../model/errors.ts';
import { byCodePoint } from '../model/order.ts';

/** Files that a load was pointed at, in the order of their names, and what lies there and is no file that may be read. */
export interface FoundInput {
  /** Folder to which names are relative. */
  root: string;
  files: InputFile[];
  /** Names of links that lead out of the folder, sockets and the like. */
  passedOver: string[];
}

/** Finds the files behind paths; folders are read with their sub-folders. Links that lead out of the given folder are not followed. */
export async function findInput(paths: readonly string[]): Promise<FoundInput> {
  if (paths.length === 0) {
    throw new TamyrError({
      code: 'no-input',
      what: 'No file or folder was named.',
      expected: 'one or more paths: tamyr load extracts/',
    });
  }
  const found = new Map<string, InputFile>();
  const passedOver = new Set<string>();
  const tops: { path: string; folder: boolean }[] = [];
  for (const path of paths) tops.push(await topOf(path));
  const root = commonFolder(tops.map(({ path, folder }) => (folder ? path : dirname(path))));
  const nameOf = (path: string) => relative(root, path).split(sep).join('/');
  const walk = async (folder: string, top: string): Promise<void> => {
    const entries = await readFolder(folder);
    for (const name of entries.sort(byCodePoint)) {
      const path = join(folder, name);
      const info = await lstat(path);
      const target = info.isSymbolicLink() ? await insideTarget(path, top) : path;
      const real = target === null ? null : await stat(path);
      if (real?.isFile()) found.set(path, { path, name: nameOf(path), bytes: real.size });
      else if (real?.isDirectory() && target === path) await walk(path, top);
      else passedOver.add(nameOf(path));
    }
  };
  for (const { path, folder } of tops) {
    if (folder) await walk(path, path);
    else found.set(path, { path, name: nameOf(path), bytes: (await stat(path)).size });
  }
  return {
    root,
    files: [...found.values()].sort((a, b) => byCodePoint(a.name, b.name)),
    passedOver: [...passedOver].sort(byCodePoint),
  };
}

async function topOf(given: string): Promise<{ path: string; folder: boolean }> {
  const path = resolve(given);
  let info: Awaited<ReturnType<typeof stat>>;
  try {
    info = await stat(path);
  } catch (cause) {
    const missing = (cause as NodeJS.ErrnoException).code === 'ENOENT';
    throw new TamyrError(
      {
        code: missing ? 'no-such-path' : 'unreadable-path',
        what: missing
          ? `There is no file or folder "${given}".`
          : `"${given}" cannot be read: ${(cause as Error).message}.`,
        where: path,
        expected: 'a file or a folder that exists and may be read',
        exitCode: 3,
      },
      { cause },
    );
  }
  if (info.isDirectory()) return { path, folder: true };
  if (info.isFile()) return { path, folder: false };
  throw new TamyrError({
    code: 'not-a-file',
    what: `"${given}" is neither a file nor a folder but a device, socket or pipe.`,
    where: path,
    expected: 'a regular file: its digest is the proof of what was loaded',
    todo: 'Write the stream to a file first.',
    exitCode: 3,
  });
}

async function readFolder(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (cause) {
    throw new TamyrError(
      {
        code: 'unreadable-path',
        what: `The folder cannot be read: ${(cause as Error).message}.`,
        where: folder,
        expected: 'a folder that may be read',
        exitCode: 3,
      },
      { cause },
    );
  }
}

/** Where a link leads, if that is inside the folder; null where it leads out or nowhere. */
async function insideTarget(path: string, top: string): Promise<string | null> {
  try {
    const target = await realpath(path);
    const inside = relative(await realpath(top), target);
    return inside !== '' && !inside.startsWith('..') ? target : null;
  } catch {
    return null;
  }
}

/** The deepest folder that holds all of the folders. */
function commonFolder(folders: readonly string[]): string {
  let common = folders[0]!;
  for (const folder of folders) {
    while (folder !== common && !folder.startsWith(common.endsWith(sep) ? common : common + sep))
      common = dirname(common);
  }
  return common;
}
