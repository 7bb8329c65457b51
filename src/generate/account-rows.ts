import { formatDate } from './calendar.ts';
import {
  accountCountry,
  accountHolder,
  accountId,
  accountKind,
  bankName,
  bankOf,
  binOf,
  personFacts,
} from './population.ts';
import { hash } from './random.ts';
import { type GeneratedRow, money, row } from './tables.ts';
import type { World } from './world.ts';

/** An account with the balance it must have had at the start so that it never falls below zero. */
export function accountRow(world: World, code: number, openedDay: number, closedDay?: number): GeneratedRow {
  const { population } = world;
  const kind = accountKind(population, code);
  const holder = accountHolder(population, code);
  const key =
    holder?.kind === 'company' ? binOf(population, holder.index) : holder && personFacts(population, holder.index).iin;
  const country = accountCountry(population, code);
  const hasBank = kind !== 'wallet';
  return row(
    'accounts',
    accountId(population, code),
    kind,
    key,
    holder?.kind,
    hasBank ? (country === 'KZ' ? bankName(bankOf(population, code)) : `Bank ${country}`) : undefined,
    hasBank ? country : undefined,
    formatDate(openedDay),
    closedDay === undefined ? undefined : formatDate(closedDay),
    kind === 'bank' || kind === 'card' ? money(openingBalance(world, code)) : undefined,
  );
}

function openingBalance(world: World, code: number): number {
  const { population, totals } = world;
  const lacking = Math.max(0, -totals.lowest[code]!);
  const u = hash(population.seed, code, 41) / 4294967296;
  const holder = accountHolder(population, code);
  const plan = holder?.kind === 'company' ? population.plan.companies.get(holder.index) : undefined;
  const dropCard = population.plan.extras.length > 0 && code >= totals.firstExtra;
  const cushion = plan?.thin || dropCard ? 500 + u * 20_000 : 20_000 + (totals.spent[code]! / 1200) * (0.15 + u);
  return lacking + Math.round(cushion) * 100;
}
