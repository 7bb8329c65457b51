import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { writeGenerated } from '../../src/generate/write.ts';
import type { Neo4jConnection } from '../../src/store/neo4j/connect.ts';
import { startTamyr, tamyr, tamyrJson, temporaryFolder } from '../run-tamyr.ts';
import { addressOf, connectTo, emptyNamespace, namespaceFor } from './namespaces.ts';

describe('the command line on a store in Neo4j', () => {
  const folder = temporaryFolder();
  const cwd = folder.path;
  const namespace = namespaceFor('commands');
  const there = () => ['--store', addressOf(namespace)];
  const env = () => ({ NEO4J_USERNAME: inject('neo4j').username, NEO4J_PASSWORD: inject('neo4j').password });
  const run = <T>(args: readonly string[]) => tamyrJson<T>([...args, ...there()], { cwd, env: env() });
  let connection: Neo4jConnection;
  let id: string;

  beforeAll(async () => {
    await emptyNamespace(namespace);
    await writeGenerated(join(cwd, 'made'), { companies: 120, transactions: 1_500, seed: 5, schemeShare: 0.1 });
    connection = connectTo(namespace);
  });

  afterAll(async () => {
    await connection.close();
    folder.remove();
  });

  const countOf = async (label: string) => {
    const [row] = await connection.read<{ n: number }>(`MATCH (n:${namespace}_${label}) RETURN count(n) AS n`);
    return row!.n;
  };

  it('killed with -9 amid a load, has published nothing and keeps nobody out', async () => {
    const dying = startTamyr(['load', 'made', ...there()], { cwd, env: env() });
    const ended = new Promise((resolve) => dying.on('close', resolve));
    while ((await countOf('Batch')) === 0) expect(dying.exitCode).toBeNull();
    dying.kill('SIGKILL');
    await ended;
    const loads = await connection.read<{ state: string }>(`MATCH (l:${namespace}_Load) RETURN l.state AS state`);
    expect(loads.filter(({ state }) => state === 'published')).toEqual([]);
  });

  it('loads after that, and finds the same as on the embedded store', async () => {
    const embedded = ['--store', 'duckdb:here.duckdb'];
    const { files } = await run<{ files: unknown[] }>(['load', 'made']);
    expect(await tamyrJson(['load', 'made', ...embedded], { cwd })).toMatchObject({ files });
    expect(files.length).toBeGreaterThan(5);
    const found = await run<{ run: string; findings: number }>(['analyze']);
    const here = await tamyrJson<{ run: string; findings: number }>(['analyze', ...embedded], { cwd });
    expect([found.run, found.findings]).toEqual([here.run, here.findings]);
    expect(found.findings).toBeGreaterThan(0);
    id = found.run;
  });

  it('publishes a run beside the facts, again in its place, and removes it', async () => {
    const companies = await countOf('Company');
    const published = await run<{ findings: number; clusters: number; missing: number }>(['publish', id]);
    expect(published.missing).toBe(0);
    expect([await countOf('Finding'), await countOf('Cluster')]).toEqual([published.findings, published.clusters]);
    expect(await run(['publish', id])).toEqual(published);
    expect(await countOf('Finding')).toBe(published.findings);
    expect(await run(['publish', id, '--remove'])).toEqual({ run: id, removed: true });
    expect([await countOf('Finding'), await countOf('Cluster'), await countOf('Score')]).toEqual([0, 0, 0]);
    expect(await countOf('Company')).toBe(companies);
  });

  it.each([
    [['publish', 'r-none'], 'There is no run "r-none"'],
    [['publish', 'r-none', '--remove'], 'r-none'],
  ])('%j says what is wrong', async (args, message) => {
    const { code, stderr } = await tamyr([...args, ...there()], { cwd, env: env() });
    expect(code).toBe(2);
    expect(stderr).toContain(message);
  });

  it('answers stats, a search and a report', async () => {
    const stats = await run<Record<string, unknown>>(['stats']);
    expect(stats).toEqual(await tamyrJson(['stats', '--store', 'duckdb:here.duckdb'], { cwd }));
    const answer = await run<{ rows: unknown[] }>(['query', 'search', '--param', 'text=a']);
    expect(Array.isArray(answer.rows)).toBe(true);
    const { code } = await tamyr(['report', id, '--format', 'json', '--out', 'report', ...there()], {
      cwd,
      env: env(),
    });
    expect(code).toBe(0);
    expect(existsSync(join(cwd, 'report'))).toBe(true);
  });

  it('writes the embedded store for the offline import, with the command', async () => {
    await tamyrJson(['export', '--format', 'neo4j-import', '--out', 'import', '--store', 'duckdb:here.duckdb'], {
      cwd,
    });
    expect(existsSync(join(cwd, 'import', 'import.sh'))).toBe(true);
    const { code, stderr } = await tamyr(['export', '--format', 'neo4j-import', '--out', 'x', ...there()], {
      cwd,
      env: env(),
    });
    expect(code).toBe(2);
    expect(stderr).toContain('neo4j-admin database dump');
  });
});
