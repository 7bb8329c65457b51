import { relative } from 'node:path';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Files that take long, in seconds on two quiet processors; any other takes about one. */
const SECONDS: Readonly<Record<string, number>> = {
  'test/neo4j/server-dies.test.ts': 150,
  'test/neo4j/contract.test.ts': 170,
  'test/neo4j/load-faults.test.ts': 160,
  'test/neo4j/demo.test.ts': 150,
  'test/neo4j/faults.test.ts': 90,
  'test/neo4j/recovery.test.ts': 60,
  'test/neo4j/disk-full.test.ts': 60,
  'test/neo4j/parity.test.ts': 60,
  'test/neo4j/commands.test.ts': 60,
  'test/neo4j/import.test.ts': 60,
  'test/neo4j/gds.test.ts': 45,
  'test/neo4j/load-session.test.ts': 25,
  'test/neo4j/connect.test.ts': 15,
  'test/neo4j/plans.test.ts': 10,
  'test/neo4j/routing.test.ts': 10,
  'test/load/mutated-files.test.ts': 120,
  'test/load/kills.test.ts': 100,
  'test/store/duckdb-kill.test.ts': 75,
  'test/e2e/explorer.test.ts': 70,
  'test/store/duckdb.test.ts': 50,
  'test/analyze/determinism.test.ts': 35,
  'test/evaluate/gate.test.ts': 35,
  'test/cli/demo.test.ts': 30,
  'test/cli/bad-input.test.ts': 30,
  'test/analyze/run-analysis.test.ts': 30,
  'test/analyze/bad-input.test.ts': 30,
  'test/analyze/honest-structures.test.ts': 30,
  'test/api/server.test.ts': 20,
  'test/generate/generate.test.ts': 20,
  'test/cli/query.test.ts': 15,
  'test/cli/review.test.ts': 15,
  'test/cli/compare.test.ts': 15,
  'test/load/hostile.test.ts': 15,
  'test/load/file-reader.test.ts': 12,
};

/**
 * The longest files first, so that no processor waits at the end for one that another has just begun; and those that share the Neo4j
 * server taken in turn with the others, so that seldom two of them press it at once.
 */
export default class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const secondsOf = ({ moduleId }: TestSpecification) => SECONDS[relative(this.ctx.config.root, moduleId)] ?? 1;
    const longest = (some: TestSpecification[]) =>
      some.sort((a, b) => secondsOf(b) - secondsOf(a) || (a.moduleId < b.moduleId ? -1 : 1));
    const onServer = longest(files.filter(({ project }) => project.name === 'neo4j'));
    const others = longest(files.filter(({ project }) => project.name !== 'neo4j'));
    // A worker that tests may share is kept only while the next file shares it too.
    others.sort((a, b) => Number(b.project.config.isolate) - Number(a.project.config.isolate));
    const sorted: TestSpecification[] = [];
    let lead = 0;
    while (onServer.length > 0 || others.length > 0) {
      const next = (others.length === 0 || (lead <= 0 && onServer.length > 0) ? onServer : others).shift()!;
      lead += next.project.name === 'neo4j' ? secondsOf(next) : -secondsOf(next);
      sorted.push(next);
    }
    return sorted;
  }
}
