import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { tamyr, tamyrJson, temporaryFolder } from '../run-tamyr.ts';

const folder = temporaryFolder();
afterAll(() => folder.remove());
const cwd = folder.path;

describe('tamyr query', () => {
  it('lists the queries with parameters and bounds, without a server', async () => {
    const { queries } = await tamyrJson<{ queries: { name: string; limit: string; parameters: { name: string }[] }[] }>(
      ['query', '--list'],
      { cwd },
    );
    expect(queries.map(({ name }) => name)).toContain('money-path');
    for (const { limit, parameters } of queries)
      expect([limit, parameters.length > 0]).toEqual([expect.any(String), true]);
  });

  it('prints the saved query of a rule, in the names of the store’s namespace', async () => {
    const { stdout } = await tamyr(['query', '--library', 'r02', '--store', 'neo4j://localhost?namespace=kz'], { cwd });
    expect(stdout).toMatch(/^WITH 5 AS warn, date\(\) AS asOf, \[\] AS only\nMATCH \(holder:kz_Person\|kz_Company\)/);
  });

  it.each([
    [['query', 'rings', '--param', 'id=x'], 'These queries are asked of a store in Neo4j'],
    [['query', 'ring', '--store', 'neo4j://localhost'], 'There is no query "ring"'],
    [['query', '--library', 'N01'], 'Cypher cannot say what N01 looks for'],
    [['query', '--library', 'X99'], 'There is no query "X99"'],
    [['publish', 'r-1'], 'Results are published into a store in Neo4j'],
    [['communities', '--engine', 'gds'], 'works on a store in Neo4j'],
  ])('%j says what is wrong', async (args, message) => {
    const { code, stderr } = await tamyr(args, { cwd });
    expect({ code, says: stderr.includes(message) }).toEqual({ code: 2, says: true });
  });
});

describe('tamyr communities', () => {
  it('measures the accounts that paid each other', async () => {
    const rows = [...'ab bc ca de'.split(' '), 'cc'].map(
      (pair, i) => `t${i},2026-03-0${i + 1},${pair[0]},${pair[1]},100`,
    );
    writeFileSync(join(cwd, 'transactions.csv'), `id,at,from_account,to_account,amount\n${rows.join('\n')}\n`);
    await tamyrJson(['load', 'transactions.csv'], { cwd });
    const components = await tamyrJson(['communities', '--measure', 'components'], { cwd });
    expect(components).toMatchObject({
      engine: 'own',
      accounts: 5,
      pairs: 4,
      groups: {
        count: 2,
        shown: [
          { size: 3, first: 'account:a' },
          { size: 2, first: 'account:d' },
        ],
      },
    });
    const degree = await tamyrJson(['communities', '--measure', 'degree', '--limit', '1'], { cwd });
    expect(degree).toMatchObject({ highest: [{ id: 'account:a', value: 2 }] });
  });
});
