import { describe, expect, it } from 'vitest';
import { HONEST_KINDS, SCHEME_KINDS } from '../../src/generate/scheme-kinds.ts';
import { forEachScheme, holders, sum, worlds } from './each-scheme.ts';
import { membersWith, paymentOf, readGenerated, schemesOf, type Tables } from './read-generated.ts';

const HOUR = 3600;
const DAY = 24 * HOUR;
/** Large enough for schemes of full size. */
const large = readGenerated({ companies: 10_000, transactions: 100_000, seed: 4 });

function everyScheme(kind: string, check: Parameters<typeof forEachScheme>[1]): void {
  forEachScheme(kind, check, [...worlds, large]);
}

describe('eighteen hundred companies', () => {
  it('hold every kind of scheme at every difficulty, and every honest kind', () => {
    for (const tables of worlds) {
      const planted = new Set(tables.labels_entities.map((row) => `${row.scheme_kind}/${row.difficulty}`));
      for (const { kind } of SCHEME_KINDS) {
        for (const difficulty of ['plain', 'split', 'camouflaged']) expect(planted).toContain(`${kind}/${difficulty}`);
      }
      for (const { kind } of HONEST_KINDS) {
        expect(kind).toMatch(/^honest-/);
        expect(planted).toContain(`${kind}/plain`);
      }
    }
  });

  it('are registered within the period and pay between registration and end', () => {
    for (const tables of [...worlds, large]) {
      const companies = new Map(tables.companies.map((row) => [row.id!, row]));
      expect(tables.companies.filter((row) => row.registered_at! > '2026-10-31')).toEqual([]);
      expect(tables.accounts.filter((row) => row.opened_at! > '2026-10-31')).toEqual([]);
      expect(tables.lists.filter((row) => row.from! > '2026-10-31')).toEqual([]);
      expect(tables.roles.filter((row) => row.from! > '2026-10-31')).toEqual([]);
      const holder = holders(tables);
      const wrong = tables.transactions.filter(({ at, from_account, to_account }) =>
        [from_account, to_account].some((account) => {
          const company = companies.get(holder.get(account!)!);
          if (!company) return false;
          return (
            at!.slice(0, 10) < company.registered_at! ||
            (company.dissolved_at && at!.slice(0, 10) > company.dissolved_at)
          );
        }),
      );
      expect(wrong).toEqual([]);
    }
  });

  it('give no company to two schemes', () => {
    for (const tables of worlds) {
      const labelled = tables.labels_entities.map((row) => row.entity_id!);
      expect(new Set(labelled).size).toBe(labelled.length);
    }
  });
});

describe('ring', () => {
  it('goes once round with rising times, 80–100 % at each hop, within its window', () => {
    everyScheme('ring', ({ difficulty, members }, payments, tables) => {
      const rounds = difficulty === 'split' ? 2 : 1;
      const length = members.length;
      expect(length).toBeGreaterThanOrEqual(3);
      expect(length).toBeLessThanOrEqual(6);
      expect(payments).toHaveLength(length * rounds);
      const holder = holders(tables);
      const windowSeconds = { plain: 72 * HOUR, split: 10 * DAY, camouflaged: 30 * DAY }[difficulty]!;
      // Both rounds leave from the same account, half an hour apart.
      const first = holder.get(payments[0]!.from)!;
      for (let round = 0; round < rounds; round += 1) {
        const open = payments.filter((payment) => holder.get(payment.from) === first);
        let hop = open[round]!;
        const seen = new Set([first]);
        const left = payments.filter((payment) => payment !== hop);
        for (let k = 1; k < length; k += 1) {
          const options = left.filter((payment) => payment.from === hop.to && payment.at > hop.at);
          const next = options.find(({ amount }) => amount <= hop.amount && amount >= 0.8 * hop.amount)!;
          expect(next).toBeDefined();
          seen.add(holder.get(next.from)!);
          hop = next;
        }
        expect(seen.size).toBe(length);
        expect(holder.get(hop.to)).toBe(first);
        expect(hop.at - open[round]!.at).toBeLessThanOrEqual(windowSeconds);
      }
    });
  });
});

describe('the scale of a country', () => {
  /** The tax side counted 3,600 fake firms with 30,000 transactions of 9.3 million each, and groups of about 15 firms. */
  it('gives fake firms a dozen transactions of some millions, and cash-out groups a dozen firms', () => {
    const fake = new Set(
      large.labels_entities.filter(({ part }) => part === 'shell').map(({ entity_id }) => entity_id),
    );
    const holder = holders(large);
    const planned = new Set(large.labels_transactions.map((row) => row.transaction_id!));
    const theirs = large.transactions.filter(
      (row) =>
        planned.has(row.id!) &&
        [row.from_account!, row.to_account!].some((account) => fake.has(`company:${holder.get(account)}`)),
    );
    const amount = theirs.reduce((total, row) => total + Number(row.amount), 0) / theirs.length;
    expect(theirs.length / fake.size).toBeGreaterThan(4);
    expect(theirs.length / fake.size).toBeLessThan(25);
    expect(amount).toBeGreaterThan(3e6);
    expect(amount).toBeLessThan(20e6);
    const big = readGenerated({ companies: 15_000, transactions: 150_000, seed: 4 });
    for (const { members } of schemesOf(big, 'cash-out-group')) {
      const firms = members.filter(({ entity_id }) => entity_id!.startsWith('company:'));
      expect(firms.length).toBeGreaterThanOrEqual(11);
      expect(firms.length).toBeLessThanOrEqual(18);
    }
  });
});

describe('cash-out group', () => {
  it('conserves 80–105 % from the payers over the shells to the cards and the machine within ten days', () => {
    everyScheme('cash-out-group', ({ members }, payments, tables) => {
      const holder = holders(tables);
      const payers = new Set(membersWith(members, 'payer'));
      const drops = new Set(membersWith(members, 'drop'));
      const paid = payments.filter(({ from }) => payers.has(holder.get(from)!));
      const toCards = payments.filter(({ to }) => drops.has(holder.get(to)!));
      const cash = payments.filter(({ channel }) => channel === 'atm');
      expect(paid.length).toBeGreaterThanOrEqual(6);
      for (const [into, out] of [
        [paid, toCards],
        [toCards, cash],
      ] as const) {
        expect(sum(out) / sum(into)).toBeGreaterThanOrEqual(0.8);
        expect(sum(out) / sum(into)).toBeLessThanOrEqual(1.05);
      }
      // Each payment's money is cash within ten days.
      for (const payment of paid) {
        const later = cash.filter(({ at }) => at > payment.at && at <= payment.at + 10 * DAY);
        expect(sum(later)).toBeGreaterThanOrEqual(0.75 * payment.amount);
      }
    });
  });
});

describe('fan-in-cash', () => {
  it('gathers from five payers and more and takes 80 % out in cash within 72 hours', () => {
    everyScheme('fan-in-cash', ({ members, difficulty }, payments) => {
      const bursts = difficulty === 'plain' ? 1 : 2;
      const paid = payments.filter(({ channel }) => channel === 'p2p');
      const payers = membersWith(members, 'payer').length;
      expect(payers).toBeGreaterThanOrEqual(5);
      expect(paid).toHaveLength(payers * bursts);
      expect(new Set(paid.map(({ to }) => to)).size).toBe(1);
      for (const start of paid.filter((_, k) => k === 0 || paid[k]!.at - paid[k - 1]!.at > 30 * HOUR)) {
        const burst = payments.filter(({ at }) => at >= start.at && at <= start.at + 72 * HOUR);
        const cash = burst.filter(({ channel }) => channel === 'atm');
        expect(sum(cash)).toBeGreaterThanOrEqual(0.8 * sum(burst.filter(({ channel }) => channel === 'p2p')));
      }
    });
  });
});

describe('fan-out and fan-in', () => {
  it('have five and more on the many side within twenty days', () => {
    for (const [kind, side] of [
      ['fan-out', 'to'],
      ['fan-in', 'from'],
    ] as const) {
      everyScheme(kind, ({ members }, payments, tables) => {
        const holder = holders(tables);
        const mules = new Set(membersWith(members, 'mule'));
        const burst = payments.filter((payment) => mules.has(holder.get(payment[side])!));
        expect(new Set(burst.map((payment) => holder.get(payment[side]))).size).toBe(mules.size);
        expect(mules.size).toBeGreaterThanOrEqual(5);
        expect(burst.at(-1)!.at - burst[0]!.at).toBeLessThanOrEqual(20 * DAY);
        expect(new Set(burst.map((payment) => payment[side === 'to' ? 'from' : 'to'])).size).toBe(1);
      });
    }
  });
});

describe('pass-through', () => {
  it('sends on 90–110 % of every sum within 72 hours, at least three times a month', () => {
    everyScheme('pass-through', ({ members }, payments, tables) => {
      const holder = holders(tables);
      const firm = members[0]!.entity_id!.split(':')[1]!;
      const credits = payments.filter(({ to }) => holder.get(to) === firm);
      const debits = payments.filter(({ from }) => holder.get(from) === firm);
      expect(credits.length).toBeGreaterThanOrEqual(9);
      let waiting = 0;
      // First in, first out: what came before is gone before 72 hours are over.
      for (const credit of credits) {
        waiting += credit.amount;
        const gone = sum(debits.filter(({ at }) => at <= credit.at + 72 * HOUR));
        expect(gone).toBeGreaterThanOrEqual(0.9 * waiting);
      }
      expect(sum(debits)).toBeLessThanOrEqual(1.1 * sum(credits));
      // At the end of most days with movement less than 10 % of the day's turnover is left.
      const account = credits[0]!.to;
      let balance = Number(tables.accounts.find((row) => row.id === account)!.opening_balance) * 100;
      const days = new Map<number, { turnover: number; balance: number }>();
      for (const { at, from, to, amount } of tables.transactions.map(paymentOf)) {
        if (from !== account && to !== account) continue;
        const day = Math.floor((at + 5 * HOUR) / DAY);
        balance += from === account ? -amount : amount;
        days.set(day, { turnover: (days.get(day)?.turnover ?? 0) + amount, balance });
      }
      const empty = [...days.values()].filter((day) => day.balance < 0.1 * day.turnover);
      expect(empty.length).toBeGreaterThan(days.size / 2);
    });
  });
});

describe('cash-share', () => {
  it('takes more than 80 % of its turnover in cash, camouflaged more than 40 %', () => {
    everyScheme('cash-share', ({ members, difficulty }, _payments, tables) => {
      const holder = holders(tables);
      const firm = members[0]!.entity_id!.split(':')[1]!;
      const spent = tables.transactions.filter((row) => holder.get(row.from_account!) === firm);
      const cash = spent.filter((row) => row.channel === 'cash');
      const total = (rows: typeof spent) => rows.reduce((s, row) => s + Number(row.amount), 0);
      expect(total(cash) / total(spent)).toBeGreaterThanOrEqual(difficulty === 'camouflaged' ? 0.4 : 0.8);
    });
  });
});

describe('registration schemes', () => {
  const headed = (tables: Tables, person: string, role: string) =>
    new Set(tables.roles.filter((r) => r.holder_id === person && r.role === role && !r.to).map((r) => r.company_id))
      .size;

  it('mass-director and mass-founder: one person in that role at five firms and more', () => {
    for (const [kind, role] of [
      ['mass-director', 'executive'],
      ['mass-founder', 'founder'],
    ] as const) {
      everyScheme(kind, ({ members }, _payments, tables) => {
        for (const person of membersWith(members, 'nominee')) {
          expect(headed(tables, person, role)).toBeGreaterThanOrEqual(5);
        }
      });
    }
  });

  it('mass-address: ten and more firms in one building', () => {
    everyScheme('mass-address', ({ members }, _payments, tables) => {
      const firms = new Set(membersWith(members, 'member'));
      const addresses = tables.companies.filter((row) => firms.has(row.id!)).map((row) => row.address!);
      const rooms = addresses.map((address) => /(?:оф\. |, )(\d+)(?:-кеңсе)?$/.exec(address)![1]);
      const houses = addresses.map((address) => /(?:д\. ([^,]+)|, ([^ ,]+)-үй)/.exec(address)!.slice(1).join(''));
      expect(addresses.length).toBeGreaterThanOrEqual(10);
      expect(new Set(houses).size).toBe(1);
      expect(new Set(rooms).size).toBeLessThanOrEqual(2);
    });
  });

  it('shell-cluster: few heads, no staff to speak of, money from one shell to the next', () => {
    everyScheme('shell-cluster', ({ members, difficulty }, payments, tables) => {
      const shells = new Set(membersWith(members, 'shell'));
      const nominees = membersWith(members, 'nominee');
      expect(shells.size).toBeGreaterThanOrEqual(3);
      const heads = tables.roles.filter((role) => shells.has(role.company_id!) && role.role === 'executive');
      expect(new Set(heads.map((role) => role.holder_id))).toEqual(new Set(nominees));
      const firms = tables.companies.filter((row) => shells.has(row.id!));
      expect(new Set(firms.map((row) => row.phone)).size).toBe(1);
      expect(Math.max(...firms.map((row) => Number(row.employees)))).toBeLessThanOrEqual(
        difficulty === 'camouflaged' ? 4 : 0,
      );
      const holder = holders(tables);
      const inside = payments.filter(({ from, to }) => shells.has(holder.get(from)!) && shells.has(holder.get(to)!));
      expect(inside.length).toBeGreaterThanOrEqual(6);
      const listed = tables.lists.filter((row) => row.list === 'PSEUDO_COMPANY').map((row) => row.entity_id!.slice(8));
      expect(listed.some((id) => shells.has(id))).toBe(true);
    });
  });

  it('inactive-link: the new firm is headed or founded by who headed a listed one, or founded by that firm', () => {
    everyScheme('inactive-link', ({ members }, _payments, tables) => {
      const inactive = new Set(membersWith(members, 'inactive'));
      const fresh = membersWith(members, 'new')[0]!;
      const listed = new Set(
        tables.lists.filter((row) => row.list === 'INACTIVE').map((row) => row.entity_id!.slice(8)),
      );
      for (const id of inactive) expect(listed).toContain(id);
      const behind = new Set(tables.roles.filter((r) => inactive.has(r.company_id!)).map((r) => r.holder_id!));
      const roles = tables.roles.filter((role) => role.company_id === fresh);
      expect(roles.some((role) => behind.has(role.holder_id!) || inactive.has(role.holder_id!))).toBe(true);
    });
  });
});

describe('exchange hub', () => {
  it('deals with thirty and more both ways in a month, at twenty hours of the day and more', () => {
    everyScheme('exchange-hub', (_scheme, payments, tables) => {
      const hub = payments[0]!.to;
      const people = payments.filter(({ channel }) => channel === 'p2p');
      expect(new Set(people.filter(({ to }) => to === hub).map(({ from }) => from)).size).toBeGreaterThanOrEqual(30);
      expect(new Set(people.filter(({ from }) => from === hub).map(({ to }) => to)).size).toBeGreaterThanOrEqual(30);
      expect(people.at(-1)!.at - people[0]!.at).toBeLessThanOrEqual(31 * DAY);
      expect(new Set(people.map(({ at }) => Math.floor(at / HOUR) % 24)).size).toBeGreaterThanOrEqual(20);
      const exchange = payments.find(({ channel }) => channel === 'crypto')!.to;
      const lists = tables.lists.filter((row) => row.entity_id === `account:${exchange}`).map((row) => row.list);
      expect(lists).toEqual(['VASP']);
    });
  });
});

describe('invoice carousel', () => {
  it('invoices round all members on rising days within sixty days', () => {
    everyScheme('invoice-carousel', ({ members, difficulty }, _payments, tables) => {
      const firms = new Set(membersWith(members, 'member'));
      const invoices = tables.invoices
        .filter((row) => firms.has(row.seller_id!) && firms.has(row.buyer_id!))
        .sort((a, b) => (a.issued_at! < b.issued_at! ? -1 : 1));
      expect(invoices).toHaveLength(firms.size * (difficulty === 'split' ? 2 : 1));
      const steps = invoices.filter((_, k) => k === 0 || invoices[k]!.issued_at !== invoices[k - 1]!.issued_at);
      expect(steps).toHaveLength(firms.size);
      steps.forEach((step, k) => {
        expect(step.buyer_id).toBe(steps[(k + 1) % steps.length]!.seller_id);
      });
      const span = Date.parse(steps.at(-1)!.issued_at!) - Date.parse(steps[0]!.issued_at!);
      expect(span).toBeLessThanOrEqual(60 * DAY * 1000);
    });
  });
});

describe('honest kinds', () => {
  it('money stays with the merchant longer than 72 hours', () => {
    everyScheme('honest-merchant', ({ members }, payments, tables) => {
      const holder = holders(tables);
      const shop = members[0]!.entity_id!.slice(8);
      const credits = payments.filter(({ to }) => holder.get(to) === shop);
      const debits = payments.filter(({ from }) => holder.get(from) === shop);
      expect(new Set(credits.map(({ from }) => from)).size).toBeGreaterThan(50);
      expect(debits.length).toBeGreaterThan(10);
      // First in, first out: what is spent by a day had come more than 72 hours before.
      for (const debit of debits) {
        const spent = sum(debits.filter(({ at }) => at <= debit.at));
        expect(spent).toBeLessThanOrEqual(sum(credits.filter(({ at }) => at < debit.at - 72 * HOUR)));
      }
    });
  });

  it('the payroll falls on one day of each month', () => {
    everyScheme('honest-payroll', (_scheme, payments, tables) => {
      const holder = new Map(tables.accounts.map((row) => [row.id!, row.holder_kind!]));
      const wages = payments.filter(({ to }) => holder.get(to) === 'person');
      const days = new Set(wages.map(({ at }) => Math.floor((at + 5 * HOUR) / DAY)));
      expect(days.size).toBe(12);
      expect(wages.length).toBeGreaterThanOrEqual(12 * 15);
    });
  });

  it('branches carry the digit of a branch, the farm that of a farm', () => {
    for (const tables of worlds) {
      const of = (kind: string, part: string) => schemesOf(tables, kind).flatMap((s) => membersWith(s.members, part));
      expect(of('honest-branches', 'branch').every((id) => id.slice(4, 6) === '41')).toBe(true);
      expect(of('honest-farm', 'farm').every((id) => id.slice(4, 6) === '43')).toBe(true);
    }
  });
});
