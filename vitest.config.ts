import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    setupFiles: ['./test/setup.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
    reporters: ['default', './test/summary-reporter.ts'],
    projects: [
      { extends: true, test: { name: 'tamyr', include: ['test/**/*.test.ts'], exclude: ['test/neo4j/**'] } },
      {
        extends: true,
        test: {
          name: 'neo4j',
          include: ['test/neo4j/**/*.test.ts'],
          globalSetup: './test/neo4j/server.ts',
          // A server shares the processors with its clients.
          testTimeout: 480_000,
          hookTimeout: 300_000,
        },
      },
    ],
  },
});
