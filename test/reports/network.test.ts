import { describe, expect, it } from 'vitest';
import type { Projection } from '../../src/graph/projection.ts';
import { layoutNetwork } from '../../src/reports/network/layout.ts';
import { networkSvg } from '../../src/reports/network/network-svg.ts';
import type { NetworkView, ViewEdge, ViewNode } from '../../src/reports/network/network-view.ts';
import { NODE_BOX } from '../../src/reports/network/placing.ts';
import { clusterNetwork, neighbourhood } from '../../src/reports/network/select-network.ts';
import { shortLabel } from '../../src/reports/network/short-label.ts';
import { indexRun } from '../../src/reports/run-index.ts';
import { projectionOf } from '../graph/projection-of.ts';
import { HOSTILE, sampleProjection, sampleRun, sampleTables } from './sample.ts';
import { elementsOf } from './xml.ts';

const projection = sampleProjection();
const index = indexRun(sampleRun());
const cluster = index.document.clusters[0]!;
const view = clusterNetwork(projection, index, cluster);
const edge = (from: string, to: string) => view.edges.find((e) => e.from === from && e.to === to);

describe('clusterNetwork', () => {
  it('folds accounts of firms into the firm and keeps cards and cash machines', () => {
    const kinds = view.nodes.map(({ kind, variant }) => variant ?? kind);
    expect(kinds.filter((kind) => kind === 'bank')).toEqual([]);
    expect(kinds.filter((kind) => kind === 'card')).toHaveLength(5);
    expect(kinds.filter((kind) => kind === 'atm')).toHaveLength(1);
    expect(view.total.nodes).toBe(view.nodes.length);
    expect(view.cutBy).toBeNull();
  });

  it('adds money up exactly per pair and direction, with the number of transfers', () => {
    const flow = edge('company:140340002114', 'company:240340002114')!;
    expect(flow.count).toBe(18);
    expect(flow.amounts).toEqual([{ minor: String(18 * Math.round(42_100_000 / 18) * 100), currency: 'KZT' }]);
    expect([flow.fromDay, flow.toDay]).toEqual(['2026-03-03', '2026-03-04']);
  });

  it('shows the largest payers from outside, a shared address, shares, and what ended as ended', () => {
    expect(
      view.nodes
        .filter(({ cluster: c }) => c === null)
        .map(({ label }) => label)
        .sort(),
    ).toEqual(['ТОО «КазМонтаж»', 'ТОО «Нур Логистик»', 'ТОО «Степь Агро»', 'г. Алматы, пр. Рыскулова, 57, оф. 12']);
    expect(view.edges.find(({ relation }) => relation === 'OWNS')!.label).toBe('60\u00a0%');
    expect(edge('person:990922403058', 'company:220340009999')).toMatchObject({ ended: true, toDay: '2025-02-01' });
  });

  it('cuts by risk and says of how many', () => {
    const cut = clusterNetwork(projection, index, cluster, { maxNodes: 6 });
    expect(cut.nodes.length).toBeLessThanOrEqual(6);
    expect(cut.total.nodes).toBe(17);
    expect(cut.cutBy).toBe('risk');
    expect(Math.min(...cut.nodes.filter((n) => n.cluster).map(({ score }) => score))).toBeGreaterThanOrEqual(0.7);
  });

  it('gives the same picture whatever the order of the rows', () => {
    const reversed = Object.fromEntries(
      Object.entries(sampleTables).map(([table, rows]) => [table, [...rows!].reverse()]),
    );
    const other: Projection = projectionOf(reversed, { asOf: '2026-11-20' });
    expect(clusterNetwork(other, index, cluster)).toEqual(view);
  });
});

describe('neighbourhood', () => {
  it('counts all neighbours by kind and shows the first by risk or amount', () => {
    const hub = 'account:ATM-0417';
    const { counts, network } = neighbourhood(projection, index, [hub], { limit: 2, by: 'amount' });
    expect(counts).toEqual({ account: 5, address: 0, company: 0, contact: 0, person: 0 });
    expect(network.total).toEqual({ nodes: 6, edges: 2 });
    expect(network.cutBy).toBe('amount');
    const shown = network.nodes.map(({ id }) => id).filter((id) => id !== hub);
    expect(shown).toEqual(['account:4400000000002290', 'account:4400000000006638']);
    expect(neighbourhood(projection, null, [hub], {}).network.nodes.every(({ level }) => level === 'none')).toBe(true);
  });
});

describe('layoutNetwork', () => {
  it('keeps the spaces of nodes apart, in the frame, and is the same every time', () => {
    for (const shown of [view, ring(6), star(30), random(120)]) {
      const place = layoutNetwork(shown, { width: 690 });
      expect(layoutNetwork(shown, { width: 690 })).toEqual(place);
      for (let i = 0; i < shown.nodes.length; i++) {
        expect(place.x[i]).toBeGreaterThan(20);
        expect(place.x[i]).toBeLessThan(670);
        expect(place.y[i]).toBeGreaterThan(20);
        expect(place.y[i]).toBeLessThan(place.height - 20);
        for (let j = 0; j < i; j++) {
          const isClear =
            Math.abs(place.x[i]! - place.x[j]!) > NODE_BOX.halfWidth * 1.9 ||
            Math.abs(place.y[i]! - place.y[j]!) > (NODE_BOX.above + NODE_BOX.below) * 0.95;
          expect(isClear, `${shown.nodes[i]!.id} and ${shown.nodes[j]!.id} of ${shown.nodes.length}`).toBe(true);
        }
      }
    }
  });

  it('lets money run from left to right, and puts owners above', () => {
    const place = layoutNetwork(view, { width: 690 });
    const at = (id: string) => view.nodes.findIndex((node) => node.id === id);
    const chain = [
      'company:140340002114',
      'company:240340002114',
      'company:240440002214',
      'account:4400000000008812',
      'account:ATM-0417',
    ];
    const xs = chain.map((id) => place.x[at(id)]!);
    expect([...xs].sort((a, b) => a - b)).toEqual(xs);
    expect(place.y[at('person:990922403058')]).toBeLessThan(place.y[at('company:240340002114')]!);
  });

  it('places 300 nodes, each within the width', () => {
    const { x, y } = layoutNetwork(random(300), { width: 690 });
    expect(x).toHaveLength(300);
    for (const at of x) expect(at >= 0 && at <= 690).toBe(true);
    for (const at of y) expect(Number.isFinite(at)).toBe(true);
  });
});

describe('networkSvg', () => {
  const svg = networkSvg(view, {
    width: 690,
    language: 'ru',
    title: 'Рис. "1"',
    hull: { cluster: cluster.id, colour: 1 },
  });

  it('is well-formed, with one title per node and edge', () => {
    expect(elementsOf(svg).filter((name) => name === 'title')).toHaveLength(view.nodes.length + view.edges.length);
    expect(svg).not.toMatch(/NaN|Infinity|undefined|null/);
  });

  it('escapes hostile names and makes steering characters visible', () => {
    expect(view.nodes.some(({ label }) => label === HOSTILE)).toBe(true);
    expect(svg).not.toContain('<script');
    expect(svg).not.toContain('\u202e');
    expect(svg).toContain('[U+202E]');
    expect(svg).toContain('&quot;&gt;&lt;script&gt;');
  });

  it('shows shape, dash and flag beside colour, and writes money with its number of transfers', () => {
    expect(svg).toContain('stroke-dasharray="4 2.5"');
    expect(svg).toContain('stroke-dasharray="6 4"');
    expect(svg).toContain('83,3\u00a0млн\u00a0₸\u00a0·\u00a014');
    expect(networkSvg(view, { width: 690, language: 'en', title: '' })).toContain('83.3\u00a0m\u00a0₸\u00a0·\u00a014');
  });

  it('draws with plain colours for use outside a page', () => {
    const plain = networkSvg(view, { width: 690, language: 'en', title: '', theme: 'dark' });
    expect(plain).not.toContain('var(');
    expect(plain).toContain('#4DAE8E');
  });
});

describe('shortLabel', () => {
  it.each([
    ['ТОО «Альтаир Трейд»', 'company', 'Альтаир Трейд'],
    ['«Альтаир Плюс» ЖШС', 'company', 'Альтаир Плюс'],
    ['ТОО "Гарант Металл ЛТД" / "Гарант Металл ЛТД" ЖШС', 'company', 'Гарант Металл'],
    ['Товарищество с ограниченной ответственностью "Көк Өнім"', 'company', 'Көк Өнім'],
    ['ТООМАС', 'company', 'ТООМАС'],
    ['АХМЕТОВА ГҮЛНҰР СӘКЕНҚЫЗЫ', 'person', 'Ахметова\u00a0Г.\u00a0С.'],
    ['Ким', 'person', 'Ким'],
    [
      'Республика Казахстан, г. Алматы, Бостандыкский район, пр. Рыскулова, 57, оф. 12',
      'address',
      'пр. Рыскулова, 57, оф. 12',
    ],
  ] as const)('%s', (label, kind, expected) => {
    expect(shortLabel(label, kind)).toBe(expected);
  });
});

function node(id: string, kind: ViewNode['kind'] = 'company'): ViewNode {
  return {
    id,
    kind,
    variant: null,
    label: id,
    note: null,
    score: 0,
    level: 'none',
    status: 'active',
    listed: false,
    cluster: 'c-1',
    neighbours: 0,
    x: 0,
    y: 0,
  };
}

function link(from: string, to: string, relation: ViewEdge['relation'] = 'TRANSFERRED'): ViewEdge {
  const amounts = relation === 'TRANSFERRED' ? [{ minor: '100000000', currency: 'KZT' }] : [];
  return {
    id: `${relation}:${from}>${to}`,
    relation,
    from,
    to,
    label: null,
    count: 1,
    amounts,
    fromDay: null,
    toDay: null,
    ended: false,
    inferred: false,
  };
}

function network(nodes: ViewNode[], edges: ViewEdge[]): NetworkView {
  return { nodes, edges, total: { nodes: nodes.length, edges: edges.length }, cutBy: null };
}

function ring(size: number): NetworkView {
  const ids = Array.from({ length: size }, (_, i) => `company:${i}`);
  return network(
    ids.map((id) => node(id)),
    ids.map((id, i) => link(id, ids[(i + 1) % size]!)),
  );
}

function star(size: number): NetworkView {
  const firms = Array.from({ length: size }, (_, i) => `company:${i}`);
  return network(
    [node('person:1', 'person'), ...firms.map((id) => node(id))],
    firms.map((id) => link('person:1', id, 'MANAGES')),
  );
}

function random(size: number): NetworkView {
  let seed = 7;
  const next = () => (seed = (seed * 48271) % 2147483647) / 2147483647;
  const ids = Array.from({ length: size }, (_, i) => `company:${i}`);
  const edges = Array.from({ length: size * 2 }, () =>
    link(ids[Math.floor(next() * size)]!, ids[Math.floor(next() * size)]!),
  );
  const distinct = [...new Map(edges.filter(({ from, to }) => from !== to).map((e) => [e.id, e])).values()];
  return network(
    ids.map((id) => node(id)),
    distinct,
  );
}
