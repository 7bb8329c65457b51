import { describe, expect, test } from 'vitest';
import { isNeo4jAddress, parseNeo4jAddress, readCredentials } from '../../src/store/neo4j/address.ts';

describe('an address of a store in Neo4j', () => {
  test('names scheme, host and port, and may name a database and a namespace', () => {
    expect(parseNeo4jAddress('neo4j://db.example:7688')).toEqual({
      text: 'neo4j://db.example:7688',
      uri: 'neo4j://db.example:7688',
      database: null,
      namespace: null,
      force: false,
    });
    expect(parseNeo4jAddress('bolt+ssc://[::1]:7687/?database=case-7&namespace=kz&force=true')).toMatchObject({
      uri: 'bolt+ssc://[::1]:7687',
      database: 'case-7',
      namespace: 'kz',
      force: true,
    });
  });

  test.each(['neo4j', 'neo4j+s', 'neo4j+ssc', 'bolt', 'bolt+s', 'bolt+ssc'])('%s is a scheme', (scheme) => {
    expect(isNeo4jAddress(`${scheme}://x`)).toBe(true);
    expect(parseNeo4jAddress(`${scheme}://x`).uri).toBe(`${scheme}://x`);
  });

  test.each([
    ['http://x', '"http"'],
    ['neo4j:x', 'host'],
    ['neo4j://', 'host'],
    ['neo4j://x/graph', '"/graph"'],
    ['neo4j://x?db=a', '"db"'],
    ['neo4j://x?database=a&database=b', 'twice'],
    ['neo4j://x?database=`}) DETACH DELETE n', 'database'],
    ['neo4j://x?force=yes', '"yes"'],
    ['neo4j://x:99999', 'cannot be read'],
  ])('%s is none', (address, why) => {
    expect(() => parseNeo4jAddress(address)).toThrow(why);
    expect(() => parseNeo4jAddress(address)).toThrow('neo4j://HOST');
  });

  test.each(['A', '1a', 'kz_x', 'a'.repeat(17), '`', 'kz`) DETACH DELETE n //', ''])('%j is no namespace', (name) => {
    expect(() => parseNeo4jAddress(`neo4j://x?namespace=${encodeURIComponent(name)}`)).toThrow(
      expect.objectContaining({ code: 'bad-namespace' }),
    );
  });

  test('a password in it is refused and not repeated', () => {
    const parse = () => parseNeo4jAddress('neo4j://neo4j:s3cret@host:7687');
    expect(parse).toThrow('NEO4J_PASSWORD');
    expect(parse).not.toThrow('s3cret');
    expect(() => parseNeo4jAddress('neo4j://neo4j:s3cret@host:x')).not.toThrow('s3cret');
  });

  test('credentials come from the environment', () => {
    const address = parseNeo4jAddress('neo4j://x');
    expect(readCredentials(address, { NEO4J_PASSWORD: 'p' })).toEqual({ username: 'neo4j', password: 'p' });
    expect(readCredentials(address, { NEO4J_USERNAME: 'a', NEO4J_PASSWORD: 'p' }).username).toBe('a');
    expect(() => readCredentials(address, {})).toThrow(
      expect.objectContaining({ code: 'store-no-credentials', exitCode: 3 }),
    );
  });
});
