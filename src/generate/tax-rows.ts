import { dayOf } from './calendar.ts';
import { type CompanyFacts, SLOTS } from './population.ts';
import { chance, hash, logNormal } from './random.ts';
import { type GeneratedRow, row } from './tables.ts';
import type { World } from './world.ts';

/** Quarters for which returns are filed, with the first day of each and the rate of value-added tax. */
const QUARTERS = [
  { period: '2025-Q4', from: dayOf(2025, 10, 1), vat: 12 },
  { period: '2026-Q1', from: dayOf(2026, 1, 1), vat: 16 },
  { period: '2026-Q2', from: dayOf(2026, 4, 1), vat: 16 },
  { period: '2026-Q3', from: dayOf(2026, 7, 1), vat: 16 },
];

/** Quarterly returns of about a third of the firms; turnover follows what their accounts really paid. */
export function* taxRows(world: World, company: number, bin: string, facts: CompanyFacts): Generator<GeneratedRow> {
  const { population, totals } = world;
  const plan = population.plan.companies.get(company);
  const { rng } = facts;
  const files = chance(rng, 0.35);
  const drawnShare = 0.018 + rng() * 0.04;
  const assets = chance(rng, 0.15) ? 0 : logNormal(rng, 3e6 * 5 ** population.sizeClass[company]!, 1.2);
  if (!files && plan?.taxShare === undefined) return;
  let spent = 0;
  for (let slot = 0; slot < SLOTS; slot += 1) spent += totals.spent[company * SLOTS + slot]! / 100;
  const registered = population.registered[company]!;
  const quarters = QUARTERS.filter(({ from }) => from + 89 > registered && from + 30 < population.lastActive[company]!);
  if (quarters.length === 0) return;
  const share = plan?.taxShare ?? drawnShare;
  const idle = logNormal(rng, 400_000 * 4 ** population.sizeClass[company]!, 0.6);
  for (const { period, vat } of quarters) {
    const turnover = Math.round(((spent || idle) / quarters.length) * (1 + 0.2 * rng()));
    const paid = Math.round(((spent || idle) / quarters.length) * share * (1 + 0.1 * rng()));
    const charged = Math.round((turnover * vat) / (100 + vat));
    const registeredForVat =
      plan?.vatPaidShare !== undefined ||
      population.sizeClass[company]! > 0 ||
      hash(population.seed, company, 51) % 3 === 0;
    const vatPaid = Math.round(
      plan?.vatPaidShare === undefined ? Math.max(paid * 0.45, charged * 0.03) : charged * plan.vatPaidShare,
    );
    yield row(
      'tax_returns',
      bin,
      period,
      turnover,
      paid,
      registeredForVat ? charged : undefined,
      registeredForVat ? Math.min(charged, vatPaid) : undefined,
      facts.employees,
      Math.round(facts.employees * (240_000 + (hash(population.seed, company, 52) % 160_000)) * 3),
      Math.round(plan?.fixedAssets ?? assets),
    );
  }
}
