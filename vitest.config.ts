import { defineConfig } from 'vitest/config';
import LongestFirst from './test/sequencer.ts';

/** Folders of tests that keep nothing but what they make themselves: their files may share a worker, and with it what is imported. */
const SHARING = [
  'detectors',
  'explore',
  'exporters',
  'graph',
  'i18n',
  'importers',
  'model',
  'reports',
  'review',
  'web',
];
const sharing = SHARING.map((folder) => `test/${folder}/**/*.test.ts`);

export default defineConfig({
  test: {
    setupFiles: ['./test/setup.ts'],
    // These end what hangs. How long a test takes is up to what else the processors do, and is measured in bench/.
    testTimeout: 600_000,
    hookTimeout: 600_000,
    maxWorkers: 2,
    sequence: { sequencer: LongestFirst },
    reporters: ['default', './test/summary-reporter.ts'],
    projects: [
      { extends: true, test: { name: 'parts', include: sharing, isolate: false } },
      {
        extends: true,
        test: { name: 'whole', include: ['test/**/*.test.ts'], exclude: [...sharing, 'test/neo4j/**'] },
      },
      {
        extends: true,
        test: { name: 'neo4j', include: ['test/neo4j/**/*.test.ts'], globalSetup: './test/neo4j/server.ts' },
      },
    ],
  },
});
