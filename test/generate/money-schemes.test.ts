import { describe, expect, it } from 'vitest';
import { forEachScheme, holders, sum } from './each-scheme.ts';
import { membersWith, type Payment, type Row, type Tables } from './read-generated.ts';

const HOUR = 3600;
const DAY = 24 * HOUR;
/** Tenge to tiyn, in which payments are counted. */
const MILLION = 100_000_000;

function rowsOf(tables: Tables, payments: readonly Payment[]): Row[] {
  const rows = new Map(tables.transactions.map((row) => [row.id!, row]));
  return payments.map(({ id }) => rows.get(id)!);
}

function monthOf({ at }: Payment): string {
  return new Date((at + 5 * HOUR) * 1000).toISOString().slice(0, 7);
}

function localDay({ at }: Payment): number {
  return Math.floor((at + 5 * HOUR) / DAY);
}

function span(payments: readonly Payment[]): number {
  return payments.at(-1)!.at - payments[0]!.at;
}

function groupBy<T>(items: readonly T[], key: (item: T) => string): T[][] {
  const groups = new Map<string, T[]>();
  for (const item of items) groups.set(key(item), [...(groups.get(key(item)) ?? []), item]);
  return [...groups.values()];
}

describe('money schemes hold to the catalogue', () => {
  it('cash-cap: a small firm takes 90 % of twenty million and more in a month, cut up over several banks', () => {
    forEachScheme('cash-cap', ({ members, difficulty }, payments, tables) => {
      const firm = tables.companies.find((row) => row.id === membersWith(members, 'firm')[0])!;
      expect(firm.size_class).toBe('small');
      const months = groupBy(
        payments.filter(({ channel }) => channel === 'cash'),
        monthOf,
      );
      expect(months.some((month) => sum(month) >= 18 * MILLION)).toBe(true);
      const accounts = new Set(months.flat().map(({ from }) => from));
      if (difficulty === 'split') expect(accounts.size).toBe(3);
    });
  });

  it('scatter-gather and gather-scatter: four and more in the middle or on each side, within ten days', () => {
    forEachScheme('scatter-gather', ({ members }, payments, tables) => {
      const holder = holders(tables);
      const middle = new Set(membersWith(members, 'middle'));
      const split = payments.filter(({ to }) => middle.has(holder.get(to)!));
      const joined = payments.filter(({ from }) => middle.has(holder.get(from)!));
      expect(middle.size).toBeGreaterThanOrEqual(3);
      expect(new Set(split.map(({ from }) => from)).size).toBe(1);
      expect(new Set(joined.map(({ to }) => to)).size).toBe(1);
      expect(span([...split, ...joined])).toBeLessThanOrEqual(10 * DAY);
      expect(sum(joined) / sum(split)).toBeGreaterThan(0.9);
    });
    forEachScheme('gather-scatter', ({ members }, payments, tables) => {
      const holder = holders(tables);
      const hub = membersWith(members, 'hub')[0]!;
      const into = payments.filter(({ to }) => holder.get(to) === hub);
      const out = payments.filter(({ from }) => holder.get(from) === hub);
      expect(new Set(into.map(({ from }) => from)).size).toBeGreaterThanOrEqual(3);
      expect(new Set(out.map(({ to }) => to)).size).toBeGreaterThanOrEqual(3);
      expect(span([...into, ...out])).toBeLessThanOrEqual(10 * DAY);
    });
  });

  it('stack: between layers of two and more at least 70 % of the pairs, within ten days', () => {
    forEachScheme('stack', ({ members }, payments, tables) => {
      const holder = holders(tables);
      const [top, layer] = [new Set(membersWith(members, 'top')), new Set(membersWith(members, 'layer'))];
      const first = payments.filter(({ from, to }) => top.has(holder.get(from)!) && layer.has(holder.get(to)!));
      const below = new Set(first.map(({ to }) => to));
      const pairs = new Set(first.map(({ from, to }) => `${from} ${to}`));
      expect(top.size).toBeGreaterThanOrEqual(2);
      expect(pairs.size / (top.size * below.size)).toBeGreaterThanOrEqual(0.7);
      expect(span(first)).toBeLessThanOrEqual(10 * DAY);
    });
  });

  it('structuring: three and more withdrawals of 8.5 to under 10 million within seven days', () => {
    forEachScheme('structuring', (_scheme, payments) => {
      const cash = payments.filter(({ channel }) => channel === 'cash');
      expect(cash.length).toBeGreaterThanOrEqual(3);
      expect(span(cash)).toBeLessThanOrEqual(7 * DAY);
      for (const { amount } of cash) expect(amount >= 8.5 * MILLION && amount < 10 * MILLION).toBe(true);
    });
  });

  it('topup-threshold: over 500,000 at once or on one day, unconfirmed', () => {
    forEachScheme('topup-threshold', ({ difficulty }, payments, tables) => {
      const topUps = payments.filter(({ channel }) => channel === 'topup');
      for (const row of rowsOf(tables, topUps)) {
        expect(row.confirmed).toBe('no');
        expect(row.payer_id === '').toBe(difficulty !== 'camouflaged');
      }
      const days = groupBy(topUps, (payment) => `${payment.to} ${localDay(payment)}`);
      for (const day of days) expect(sum(day)).toBeGreaterThan(0.5 * MILLION);
      if (difficulty === 'split') for (const { amount } of topUps) expect(amount).toBeLessThan(0.5 * MILLION);
    });
  });

  it('dormant-active: half a year of silence, then twenty million in thirty days', () => {
    forEachScheme('dormant-active', ({ members }, _payments, tables) => {
      const holder = holders(tables);
      const firm = membersWith(members, 'firm')[0]!;
      const mine = tables.transactions.filter((row) =>
        [row.from_account!, row.to_account!].some((account) => holder.get(account) === firm),
      );
      const days = mine.map((row) => Date.parse(`${row.at!.slice(0, 10)}T00:00:00Z`) / 86_400_000);
      const wake = days.findIndex((day, k) => k > 0 && day - days[k - 1]! >= 180);
      expect(wake).toBeGreaterThan(0);
      const month = mine.filter((_, k) => k >= wake && days[k]! - days[wake]! < 30);
      expect(month.reduce((total, row) => total + Number(row.amount), 0)).toBeGreaterThanOrEqual(20_000_000);
    });
  });

  it('drop-card: more than fifty counterparties in a month, mostly gone within a minute, nothing bought', () => {
    forEachScheme('drop-card', (_scheme, payments, tables) => {
      for (const card of new Set(payments.filter(({ channel }) => channel === 'atm').map(({ from }) => from))) {
        const into = payments.filter(({ to }) => to === card);
        const out = payments.filter(({ from }) => from === card);
        expect(new Set(into.map(({ from }) => from)).size).toBeGreaterThan(50);
        expect(span(into)).toBeLessThanOrEqual(31 * DAY);
        const quick = into.filter(({ at }) => out.some((debit) => debit.at > at && debit.at - at < 60));
        expect(quick.length / into.length).toBeGreaterThan(0.6);
        expect(rowsOf(tables, out).every((row) => row.mcc === '')).toBe(true);
      }
    });
  });

  it('third-party-card: three and more others work with a card within thirty days', () => {
    forEachScheme('third-party-card', ({ members }, payments, tables) => {
      const holder = holders(tables);
      const cash = rowsOf(
        tables,
        payments.filter(({ channel }) => channel === 'atm'),
      );
      for (const card of groupBy(cash, (row) => row.from_account!)) {
        expect(membersWith(members, 'holder')).toContain(holder.get(card[0]!.from_account!));
        const others = card.filter((row) => row.payer_id !== holder.get(row.from_account!));
        expect(new Set(others.map((row) => row.payer_id)).size).toBeGreaterThanOrEqual(3);
        const last = Date.parse(others.at(-1)!.at!.slice(0, 19)) - Date.parse(others[0]!.at!.slice(0, 19));
        expect(last / 1000).toBeLessThanOrEqual(30 * DAY);
      }
    });
  });

  it('cash-crew: four and more cards of different holders at one machine within a quarter of an hour', () => {
    forEachScheme('cash-crew', (_scheme, payments, tables) => {
      const holder = holders(tables);
      const visits = groupBy(
        payments.filter(({ channel }) => channel === 'atm'),
        ({ to }) => to,
      );
      for (const visit of visits) {
        expect(new Set(visit.map(({ from }) => holder.get(from))).size).toBeGreaterThanOrEqual(4);
        expect(span(visit)).toBeLessThanOrEqual(900);
      }
    });
  });

  it('unlicensed-vasp: money to a provider that is on the list of providers and on no register', () => {
    forEachScheme('unlicensed-vasp', (_scheme, payments, tables) => {
      const providers = new Set(payments.filter(({ channel }) => channel === 'crypto').map(({ to }) => to));
      expect(providers.size).toBe(1);
      for (const account of providers) {
        const lists = tables.lists.filter((row) => row.entity_id === `account:${account}`).map((row) => row.list);
        expect(lists).toEqual(['VASP']);
      }
    });
  });

  it('equal-daily: the same sum to the same account on five and more days running', () => {
    forEachScheme('equal-daily', ({ members }, payments, tables) => {
      const holder = holders(tables);
      for (const receiver of membersWith(members, 'receiver')) {
        const daily = payments.filter(({ to }) => holder.get(to) === receiver);
        expect(daily.length).toBeGreaterThanOrEqual(5);
        expect(new Set(daily.map(({ amount }) => amount)).size).toBe(1);
        daily.forEach((payment, k) => {
          expect(localDay(payment)).toBe(localDay(daily[0]!) + k);
        });
      }
    });
  });

  it('account-abroad: all accounts of the firm are in another country', () => {
    forEachScheme('account-abroad', ({ members }, _payments, tables) => {
      const firm = membersWith(members, 'firm')[0];
      const accounts = tables.accounts.filter((row) => row.holder_id === firm);
      expect(accounts.length).toBeGreaterThan(0);
      for (const { country } of accounts) expect(country).not.toBe('KZ');
    });
  });

  it('repeated-sums: three and more sums within 5 % between the same two on one day', () => {
    forEachScheme('repeated-sums', ({ members }, payments, tables) => {
      const holder = holders(tables);
      const payer = membersWith(members, 'payer')[0]!;
      const days = groupBy(
        payments.filter(({ from }) => holder.get(from) === payer),
        (payment) => String(localDay(payment)),
      );
      for (const day of days) {
        const values = day.map(({ amount }) => amount);
        expect(values.length).toBeGreaterThanOrEqual(3);
        expect(Math.max(...values) / Math.min(...values)).toBeLessThanOrEqual(1.05);
      }
    });
  });

  it('round-sums: 60 % and more of at least ten payments have no more than two digits before their noughts', () => {
    forEachScheme('round-sums', ({ members }, payments, tables) => {
      const holder = holders(tables);
      const paid = payments.filter(({ from }) => holder.get(from) === membersWith(members, 'firm')[0]);
      const round = paid.filter(({ amount }) => /^\d{1,2}0+$/.test(String(amount)));
      expect(paid.length).toBeGreaterThanOrEqual(10);
      expect(round.length / paid.length).toBeGreaterThanOrEqual(0.6);
    });
  });
});

describe('network schemes hold to the catalogue', () => {
  it('exit-node: one person takes 30 % and more of what leaves the shells, and turns it into cash or crypto', () => {
    forEachScheme('exit-node', ({ members }, payments, tables) => {
      const holder = holders(tables);
      const shells = new Set(membersWith(members, 'shell'));
      const exit = membersWith(members, 'exit')[0];
      const out = payments.filter(({ from, to }) => shells.has(holder.get(from)!) && !shells.has(holder.get(to)!));
      const taken = out.filter(({ to }) => holder.get(to) === exit);
      const away = payments.filter(({ from, channel }) => holder.get(from) === exit && /^(atm|crypto)$/.test(channel));
      expect(sum(taken) / sum(out)).toBeGreaterThanOrEqual(0.3);
      expect(sum(away) / sum(taken)).toBeGreaterThan(0.9);
    });
  });

  it('organiser: all money for the drops goes over one person, who is in no head’s or founder’s role', () => {
    forEachScheme('organiser', ({ members }, payments, tables) => {
      const holder = holders(tables);
      const person = membersWith(members, 'organiser')[0]!;
      const drops = new Set(membersWith(members, 'drop'));
      const handed = payments.filter(({ to }) => drops.has(holder.get(to)!));
      expect(handed.every(({ from }) => holder.get(from) === person)).toBe(true);
      const roles = tables.roles.filter((row) => row.holder_id === person).map((row) => row.role);
      expect(roles.filter((role) => role === 'executive' || role === 'founder')).toEqual([]);
    });
  });

  it('group-flow: three and more pairs between two groups of one head each', () => {
    forEachScheme('group-flow', ({ members }, payments, tables) => {
      const holder = holders(tables);
      const [payers, payees] = [new Set(membersWith(members, 'payer')), new Set(membersWith(members, 'payee'))];
      const across = payments.filter(({ from, to }) => payers.has(holder.get(from)!) && payees.has(holder.get(to)!));
      expect(new Set(across.map(({ from, to }) => `${from} ${to}`)).size).toBeGreaterThanOrEqual(3);
      for (const group of [payers, payees]) {
        const heads = tables.roles.filter((row) => group.has(row.company_id!) && row.role === 'executive');
        expect(new Set(heads.map((row) => row.holder_id)).size).toBe(1);
      }
    });
  });
});
