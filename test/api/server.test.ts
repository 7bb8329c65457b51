import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { loadRoutes } from '../../src/api/load-routes.ts';
import { checkRoutes } from '../../src/api/route.ts';
import * as schemas from '../../src/api/schemas.ts';
import { serveTamyr, tamyr, temporaryFolder } from '../run-tamyr.ts';

const folder = temporaryFolder();
let server: Awaited<ReturnType<typeof serveTamyr>>;

beforeAll(async () => {
  const cwd = folder.path;
  await tamyr(['generate', '--out', 'data', '--companies', '600', '--transactions', '9000', '--seed', '11'], { cwd });
  await tamyr(['load', 'data'], { cwd });
  await tamyr(['analyze'], { cwd });
  server = await serveTamyr(['serve', '--port', '0'], cwd);
});

afterAll(async () => {
  await server?.stop();
  folder.remove();
});

async function get<S extends z.ZodType>(path: string, schema: S): Promise<z.output<S>> {
  const response = await fetch(`${server.url}api${path}`);
  const body: unknown = await response.json();
  expect(response.status, JSON.stringify(body)).toBe(200);
  return schema.parse(body);
}

async function refused(path: string): Promise<{ status: number; code: string; what: string }> {
  const response = await fetch(`${server.url}api${path}`);
  const body = (await response.json()) as { error: { code: string; what: string } };
  return { status: response.status, ...body.error };
}

async function decide(id: string, body: unknown, headers: Record<string, string> = {}) {
  const response = await fetch(`${server.url}api/findings/${id}/decision`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  return { status: response.status, body: (await response.json()) as { error?: { code: string; what: string } } };
}

describe('decisions', () => {
  const first = async () => {
    const page = await get('/clusters?limit=1', schemas.clusterPage);
    const cluster = await get(`/clusters/${page.clusters[0]!.id}`, schemas.clusterDetail);
    return cluster.findings[0]!;
  };

  it('are kept with reason and author, shown with the finding, and can be taken back', async () => {
    const { id, decision, score } = await first();
    expect(decision).toBeNull();
    const dismissed = await decide(id, { verdict: 'dismiss', reason: 'rent, contract 17', author: 'A. Omarov' });
    expect(dismissed.status).toBe(200);
    expect(schemas.decisionAnswer.parse(dismissed.body).decision).toMatchObject({
      verdict: 'dismiss',
      reason: 'rent, contract 17',
      author: 'A. Omarov',
      changed: false,
    });
    expect(await first()).toMatchObject({ id, score, decision: { verdict: 'dismiss' } });
    const undone = await decide(id, { verdict: 'withdraw' });
    expect(schemas.decisionAnswer.parse(undone.body)).toEqual({ decision: null });
    expect((await first()).decision).toBeNull();
  });

  it('need a reason, a finding, JSON, and a page of this server', async () => {
    const { id } = await first();
    const said = { verdict: 'confirm', reason: 'seen' };
    expect(await decide(id, { verdict: 'confirm', reason: ' ' })).toMatchObject({ status: 400 });
    expect(await decide(id, { verdict: 'maybe', reason: 'x' })).toMatchObject({ status: 400 });
    expect(await decide('f-none', said)).toMatchObject({ status: 404 });
    expect(await decide(id, 'verdict=confirm', { 'content-type': 'text/plain' })).toMatchObject({ status: 415 });
    expect(await decide(id, said, { origin: 'https://elsewhere.example' })).toMatchObject({ status: 403 });
    expect((await first()).decision).toBeNull();
  });
});

describe('the whitelist', () => {
  const post = async (at: string, body: unknown) => {
    const response = await fetch(`${server.url}api${at}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    return { status: response.status, body: await response.json() };
  };

  it('takes an entity with reason and expiry, shows it, and lets it go by a line of its own', async () => {
    const at = `/entities/${encodeURIComponent((await someNamed('company')).id)}`;
    const { score } = await get(at, schemas.entityDetail);
    const said = { reason: 'visited, rent paid', expires: '2099-01-01', author: 'A. Omarov' };
    const added = await post(`${at}/whitelist`, said);
    expect(added.status).toBe(200);
    const [entry] = schemas.whitelistAnswer.parse(added.body).whitelist;
    expect(entry).toMatchObject({ ...said, kind: 'entity' });
    expect(await get(at, schemas.entityDetail)).toMatchObject({ score, whitelist: [{ id: entry!.id }] });
    const ended = await post(`/whitelist/${entry!.id}/removal`, { reason: 'moved out' });
    expect(schemas.whitelistAnswer.parse(ended.body)).toEqual({ whitelist: [] });
    expect((await get(at, schemas.entityDetail)).whitelist).toEqual([]);
    expect(await post(`/whitelist/${entry!.id}/removal`, { reason: 'again' })).toMatchObject({ status: 404 });
  });

  it('refuses an entry without a reason, one that ended before it began, and one about nobody', async () => {
    const at = `/entities/${encodeURIComponent((await someNamed('company')).id)}/whitelist`;
    expect(await post(at, { reason: ' ' })).toMatchObject({ status: 400 });
    expect(await post(at, { reason: 'x', expires: '2001-01-01' })).toMatchObject({ status: 400 });
    expect(await post(at, { reason: 'x', expires: 'soon' })).toMatchObject({ status: 400 });
    expect(await post('/entities/company:none/whitelist', { reason: 'x' })).toMatchObject({ status: 404 });
  });
});

describe('the API', () => {
  it('answers every route in the declared shape, from the list down to the source row', async () => {
    const overview = await get('/overview', schemas.overview);
    expect(overview.sources[0]!.rows).toBeGreaterThan(9000);
    expect(overview.examples.length).toBeGreaterThan(0);

    const page = await get('/clusters?limit=2', schemas.clusterPage);
    expect(page.total).toBe(overview.run!.counts.clusters);
    const [first] = page.clusters;
    const cluster = await get(`/clusters/${first!.id}`, schemas.clusterDetail);
    expect(cluster.network.nodes.length).toBeGreaterThan(1);
    expect(cluster.memberRows.map((row) => row.id).sort()).toEqual([...cluster.cluster.members].sort());

    const finding = cluster.findings.find(({ transactions }) => transactions.length > 0);
    expect(finding).toBeDefined();
    const rows = await get(`/findings/${finding!.id}/rows?limit=5`, schemas.transactionPage);
    expect(rows.total).toBe(finding!.transactions.length);
    expect(rows.rows[0]!.source).toMatchObject({ file: 'transactions.csv' });
    expect(rows.rows[0]!.source.line).toBeGreaterThan(1);

    const { indicator, file, text } = await get(`/findings/${finding!.id}/query`, schemas.findingQuery);
    expect(indicator).toBe(finding!.indicator);
    expect(text === null).toBe(file === null);
    if (text !== null) expect(text).toContain(finding!.subjects[0]!);

    const loose = await get('/findings?limit=3', schemas.findingPage);
    expect(loose.findings.every(({ id }) => !cluster.cluster.findings.includes(id))).toBe(true);

    const inCluster = await get(`/clusters/${first!.id}/transactions?limit=3`, schemas.transactionPage);
    expect(inCluster.rows.length).toBeLessThanOrEqual(3);

    const member = cluster.memberRows[0]!.id;
    const entity = await get(`/entities/${encodeURIComponent(member)}`, schemas.entityDetail);
    expect(entity.node.id).toBe(member);
    const behind = entity.indicators.flatMap(({ findings }) => findings ?? []);
    expect(entity.findings.map(({ id }) => id)).toEqual(expect.arrayContaining(behind));
    const around = await get(`/entities/${encodeURIComponent(member)}/neighbours?limit=2`, schemas.neighbours);
    const neighbours = Object.values(around.counts).reduce((sum, n) => sum + n, 0);
    expect(neighbours).toBe(entity.node.neighbours);

    const edge = cluster.network.edges.find(({ relation }) => relation === 'TRANSFERRED')!;
    const ends = `from=${encodeURIComponent(edge.from)}&to=${encodeURIComponent(edge.to)}`;
    const between = await get(`/transactions?${ends}`, schemas.transactionPage);
    expect(between.total).toBeGreaterThanOrEqual(edge.count);

    const path = await get(
      `/path?a=${encodeURIComponent(cluster.memberRows[0]!.id)}&b=${encodeURIComponent(cluster.memberRows[1]!.id)}&kind=any`,
      schemas.pathAnswer,
    );
    expect(path.none === null ? path.paths.length : path.paths.length === 0).toBeTruthy();
  });

  it('covers every route that there is', async () => {
    const tested = [
      'cluster',
      'cluster-transactions',
      'clusters',
      'entity',
      'entity-whitelist',
      'finding-decision',
      'finding-query',
      'finding-rows',
      'findings',
      'neighbours',
      'overview',
    ];
    expect(Object.keys(await loadRoutes()).sort()).toEqual(
      [...tested, 'path', 'search', 'suggestions', 'transactions', 'whitelist-removal'].sort(),
    );
  });

  it('finds by identifier first, and by names in any of the three scripts', async () => {
    const { rows } = await get(
      `/transactions?from=${encodeURIComponent(await someAccount())}`,
      schemas.transactionPage,
    );
    expect(rows.length).toBeGreaterThan(0);
    const person = await someNamed('person');
    const byId = await get(`/search?q=${person.id.split(':')[1]}`, schemas.searchResult);
    expect(byId.hits[0]).toMatchObject({ id: person.id, exact: true });
    const word = person.label.split(' ')[0]!;
    const byName = await get(`/search?q=${encodeURIComponent(word.toLowerCase())}&limit=100`, schemas.searchResult);
    expect(byName.hits.map((hit) => hit.id)).toContain(person.id);
    const nothing = await get('/search?q=qqqqzzzz', schemas.searchResult);
    expect(nothing).toMatchObject({ total: 0, hits: [] });
  });

  it('lists who may be the same with an entity, and draws them dotted, as no fact', async () => {
    const person = await someNamed('person');
    const at = `/entities/${encodeURIComponent(person.id)}`;
    const entity = await get(at, schemas.entityDetail);
    const all = await get(`${at}/suggestions?limit=100`, schemas.suggestions);
    expect(all.total).toBe(entity.suggestions.total);
    expect(all.shown.slice(0, 5)).toEqual(entity.suggestions.shown);
    const guesses = all.network.edges.filter(({ relation }) => relation === 'POSSIBLY_SAME');
    expect(guesses).toHaveLength(all.shown.length);
    expect(all.network.edges.every(({ relation, inferred }) => inferred === (relation === 'POSSIBLY_SAME'))).toBe(true);
    const none = await get(`${at}/suggestions?limit=0`, schemas.suggestions);
    expect(none).toMatchObject({ total: all.total, shown: [] });
  });

  it('says what was wrong: unknown things, unreadable numbers, foreign names', async () => {
    expect(await refused('/clusters/c-nowhere')).toMatchObject({ status: 404, code: 'no-such-cluster' });
    expect(await refused('/entities/company:000000000000')).toMatchObject({ status: 404, code: 'no-such-entity' });
    expect(await refused('/findings/f-nowhere/rows')).toMatchObject({ status: 404, code: 'no-such-finding' });
    expect(await refused('/clusters?limit=many')).toMatchObject({ status: 400, code: 'bad-request' });
    expect(await refused('/nothing')).toMatchObject({ status: 404, code: 'no-such-route' });
    expect(await statusWithHost('evil.example')).toBe(421);
  });

  it('sends a content security policy without inline code', async () => {
    const response = await fetch(`${server.url}api/overview`);
    const policy = response.headers.get('content-security-policy')!;
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain('unsafe');
  });
});

describe('routes', () => {
  it('refuse to start without a permission, or with an unknown one', () => {
    const route = { method: 'get', path: '/x', input: {}, output: {}, answer: () => null };
    expect(() => checkRoutes({ x: route })).toThrow('permission');
    expect(() => checkRoutes({ x: { ...route, permission: 'everything' } })).toThrow('everything');
  });
});

async function someNamed(kind: string): Promise<{ id: string; label: string }> {
  const page = await get('/clusters?limit=5', schemas.clusterPage);
  for (const { id } of page.clusters) {
    const { memberRows, network } = await get(`/clusters/${id}`, schemas.clusterDetail);
    const found = [...memberRows, ...network.nodes].find((row) => row.kind === kind && /^\w+:\d{12}$/.test(row.id));
    if (found) return found;
  }
  throw new Error(`no ${kind} in the first clusters`);
}

async function someAccount(): Promise<string> {
  const page = await get('/clusters?limit=1', schemas.clusterPage);
  const { rows } = await get(`/clusters/${page.clusters[0]!.id}/transactions?limit=1`, schemas.transactionPage);
  return (rows[0]!.from ?? rows[0]!.to)!;
}

/** Status of a request that names another host, as a page elsewhere could make it. */
function statusWithHost(host: string): Promise<number> {
  const { port } = new URL(server.url);
  return new Promise((resolve, reject) => {
    const call = request({ host: '127.0.0.1', port, path: '/api/overview', headers: { host } }, (response) => {
      response.resume();
      resolve(response.statusCode!);
    });
    call.on('error', reject);
    call.end();
  });
}
