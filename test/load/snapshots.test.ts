import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { isValidNow } from '../../src/graph/valid-now.ts';
import { load } from '../../src/load.ts';
import { dayOf } from '../../src/model/time.ts';
import { openDuckDbStore } from '../../src/store/duckdb/duckdb-store.ts';
import type { GraphStore } from '../../src/store/graph-store.ts';
import { readProjection } from '../../src/store/read-projection.ts';

const [ALMA, BEREKE, DALA] = ['940140000385', '990140004654', '200240900095'];
/** A register as it was on three days: a head changes, a firm moves, one goes and another comes. */
const EXTRACTS = [
  {
    day: dayOf(2025, 1, 1),
    companies: [`${ALMA},Алма,"ул. Абая, 10"`, `${BEREKE},Береке,"ул. Абая, 12"`],
    roles: [`${ALMA},061211600012,executive`, `${BEREKE},061211600012,executive`],
  },
  {
    day: dayOf(2025, 2, 1),
    companies: [`${ALMA},Алма,"ул. Сатпаева, 3"`, `${BEREKE},Береке,"ул. Абая, 12"`],
    roles: [`${ALMA},850101300018,executive`, `${BEREKE},061211600012,executive`],
  },
  {
    day: dayOf(2025, 3, 1),
    companies: [`${ALMA},Алма,"ул. Сатпаева, 3"`, `${DALA},Дала,"ул. Абая, 12"`],
    roles: [`${ALMA},061211600012,executive`, `${DALA},850101300018,executive`],
  },
];

let folder: string;
let store: GraphStore;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tamyr-snapshots-'));
});
afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

async function loadInOrder(order: readonly number[]): Promise<void> {
  store = await openDuckDbStore(join(folder, `${order.join('')}.duckdb`));
  for (const i of order) {
    const { day, companies, roles } = EXTRACTS[i]!;
    const input = join(folder, `register-${i}`);
    mkdirSync(input, { recursive: true });
    writeFileSync(join(input, 'companies.csv'), `id,name,address\n${companies.join('\n')}\n`);
    writeFileSync(join(input, 'roles.csv'), `company_id,holder_id,role\n${roles.join('\n')}\n`);
    await load(store, { paths: [input], source: 'register', snapshot: day });
  }
}

/** Who heads which firm on a day, and where the firms sit. */
async function stateOn(day: number): Promise<string[]> {
  const snapshot = await store.openSnapshot();
  try {
    const projection = await readProjection(snapshot, day);
    const { nodes, roles, sites } = projection;
    const facts: string[] = [];
    for (const [relations, name] of [
      [roles, 'heads'],
      [sites, 'sits at'],
    ] as const) {
      for (let i = 0; i < relations.count; i++) {
        if (!isValidNow(projection, relations, i)) continue;
        facts.push(`${nodes.id(relations.from[i]!)} ${name} ${nodes.id(relations.to[i]!)}`);
      }
    }
    return facts.sort();
  } finally {
    await snapshot.close();
  }
}

test.each([[[0, 1, 2]], [[2, 0, 1]], [[2, 1, 0]], [[1, 2, 0]]])(
  'loaded in the order %j, every day is as the register had it',
  async (order) => {
    await loadInOrder(order);
    const days = [
      dayOf(2024, 12, 1),
      dayOf(2025, 1, 15),
      dayOf(2025, 2, 1),
      dayOf(2025, 2, 28),
      dayOf(2025, 3, 1),
      dayOf(2025, 6, 1),
    ];
    const states = [];
    for (const day of days) states.push(await stateOn(day));
    const [before, january, firstOfFebruary, february, firstOfMarch, june] = states;
    expect(january).toEqual([
      `company:${ALMA} sits at address:аба 10`,
      `company:${BEREKE} sits at address:аба 12`,
      `person:061211600012 heads company:${ALMA}`,
      `person:061211600012 heads company:${BEREKE}`,
    ]);
    expect(before).toEqual(january);
    expect(february).toEqual([
      `company:${ALMA} sits at address:сатпаев 3`,
      `company:${BEREKE} sits at address:аба 12`,
      `person:061211600012 heads company:${BEREKE}`,
      `person:850101300018 heads company:${ALMA}`,
    ]);
    expect(firstOfFebruary).toEqual(february);
    expect(firstOfMarch).toEqual([
      `company:${DALA} sits at address:аба 12`,
      `company:${ALMA} sits at address:сатпаев 3`,
      `person:061211600012 heads company:${ALMA}`,
      `person:850101300018 heads company:${DALA}`,
    ]);
    expect(june).toEqual(firstOfMarch);
  },
);
