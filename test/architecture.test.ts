import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '..');
const files = [...sourcesBelow('src'), ...sourcesBelow('web')];
const importsOf = new Map(files.map((file) => [file, readImports(file)]));

/** Packages of Node that read or write anything outside the process. */
const IO = /^node:(fs|net|http|https|http2|dgram|tls|child_process|worker_threads|dns|readline|cluster)/;
/** Folders whose code is the same wherever it runs. */
const PURE = ['model', 'graph', 'detectors', 'reports', 'i18n'];
/** Packages that live in one folder. */
const HOMES: Record<string, string> = {
  '@duckdb/node-api': 'src/store/duckdb/',
  'neo4j-driver': 'src/store/neo4j/',
  express: 'src/api/',
  sigma: 'web/',
};
/** What each folder may import of the others (itself always). */
const ALLOWED: Record<string, string[]> = {
  model: [],
  graph: ['model'],
  i18n: ['model'],
  detectors: ['model', 'graph'],
  reports: ['model', 'graph', 'i18n', 'detectors'],
  store: ['model', 'graph'],
  importers: ['model', 'store', 'i18n'],
  generate: ['model'],
  evaluate: ['model'],
  analyze: ['model', 'graph', 'detectors', 'i18n'],
};
/** Folders in which no file imports its neighbour: each file is one format, rule, route or command. */
const SIBLINGS = ['src/detectors', 'src/exporters', 'src/api/routes', 'src/cli/commands'];

describe('the house', () => {
  it('keeps I/O out of the pure folders', () => {
    for (const folder of PURE) {
      for (const file of filesIn(`src/${folder}/`)) {
        expect(
          packagesOf(file).filter((name) => IO.test(name)),
          file,
        ).toEqual([]);
      }
    }
  });

  it('keeps the graph synchronous', () => {
    for (const file of filesIn('src/graph/'))
      expect(withoutComments(file), file).not.toMatch(/\b(async|await|Promise)\b/);
  });

  it('gives each heavy package one home', () => {
    for (const [name, home] of Object.entries(HOMES)) {
      for (const file of files) {
        if (!file.startsWith(home)) expect(packagesOf(file), file).not.toContain(name);
      }
    }
  });

  it('lets folders import only what is below them', () => {
    for (const [folder, allowed] of Object.entries(ALLOWED)) {
      for (const file of filesIn(`src/${folder}/`)) {
        const foreign = ownImportsOf(file)
          .map((target) => target.split('/')[1]!)
          .filter((other) => other !== folder && !allowed.includes(other));
        expect(foreign, file).toEqual([]);
      }
    }
  });

  it('keeps the generator apart from what it tests', () => {
    for (const file of filesIn('src/generate/')) {
      const shared = ownImportsOf(file).filter((target) => !target.startsWith('src/generate/'));
      expect(
        shared.filter((target) => target !== 'src/model/errors.ts'),
        file,
      ).toEqual([]);
    }
  });

  it('lets no rule, exporter, route or command import a sibling', () => {
    for (const folder of SIBLINGS) {
      for (const file of filesIn(`${folder}/`)) {
        if (isShared(file)) continue;
        const siblings = ownImportsOf(file).filter((target) => dirname(target) === folder && !isShared(target));
        expect(siblings, file).toEqual([]);
      }
    }
  });

  it('lets the explorer import types and pure code only, never a store', () => {
    for (const file of filesIn('web/')) {
      const foreign = ownImportsOf(file).filter((target) => /^src\/(store|importers|cli|analyze)\//.test(target));
      expect(foreign, file).toEqual([]);
    }
  });

  it('has no import cycle', () => {
    expect(findCycle()).toBeNull();
  });

  it('has no file over 400 lines', () => {
    const long = files.filter((file) => readFileSync(join(ROOT, file), 'utf8').split('\n').length > 400);
    expect(long).toEqual([]);
  });
});

/** Files of such a folder that all its rooms share: the interface and the list. */
function isShared(file: string): boolean {
  return /\/(detector|registry|options|inputs|exporter)\.ts$/.test(file);
}

function sourcesBelow(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name) && !name.includes('node_modules'))
    .map((name) => join(folder, name))
    .sort();
}

function filesIn(folder: string): string[] {
  return files.filter((file) => file.startsWith(folder));
}

function withoutComments(file: string): string {
  return readFileSync(join(ROOT, file), 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '');
}

function readImports(file: string): { name: string; typeOnly: boolean }[] {
  const found = [
    ...withoutComments(file).matchAll(
      /(?:^|\n)\s*(?:import|export)\s+(type\s)?[^;'"]*?from\s+['"]([^'"]+)['"]|(?:^|\n)import\s+['"]([^'"]+)['"]/g,
    ),
  ];
  return found.map((match) => ({ name: match[2] ?? match[3]!, typeOnly: match[1] !== undefined }));
}

function packagesOf(file: string): string[] {
  return importsOf
    .get(file)!
    .map(({ name }) => name)
    .filter((name) => !name.startsWith('.'));
}

function ownImportsOf(file: string, { values = false } = {}): string[] {
  return importsOf
    .get(file)!
    .filter(({ name, typeOnly }) => name.startsWith('.') && !(values && typeOnly))
    .map(({ name }) => normalize(join(dirname(file), name)))
    .filter((target) => target.startsWith('src/') || target.startsWith('web/'));
}

/** A chain of files that import each other in a circle (types left aside), or null. */
function findCycle(): string[] | null {
  const done = new Set<string>();
  const visit = (file: string, path: string[]): string[] | null => {
    if (path.includes(file)) return [...path.slice(path.indexOf(file)), file].map((name) => relative('.', name));
    if (done.has(file) || !importsOf.has(file)) return null;
    for (const target of ownImportsOf(file, { values: true })) {
      const cycle = visit(target, [...path, file]);
      if (cycle) return cycle;
    }
    done.add(file);
    return null;
  };
  for (const file of files) {
    const cycle = visit(file, []);
    if (cycle) return cycle;
  }
  return null;
}
