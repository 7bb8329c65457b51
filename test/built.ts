import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const root = join(import.meta.dirname, '..');

/**
 * The address of a module of `src/` as it is shipped, such as `load.js`: for programs of their own and for threads, which take
 * JavaScript only. `npm test` builds before it tests.
 */
export function built(module: string): string {
  const file = join(root, 'dist', module);
  if (!existsSync(file)) throw new Error(`"${file}" is missing: run "npm run build"`);
  return pathToFileURL(file).href;
}

/** A program that imports built modules and installed packages; `run` is what `node` takes. */
export function builtProgram(source: string): { run: string; remove(): void } {
  // Below node_modules, so that it finds the packages.
  const cache = join(root, 'node_modules', '.cache');
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(join(cache, 'tamyr-program-'));
  const run = join(folder, 'program.mjs');
  writeFileSync(run, source);
  return { run, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
