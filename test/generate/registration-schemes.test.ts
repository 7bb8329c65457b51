import { describe, expect, it } from 'vitest';
import { forEachScheme } from './each-scheme.ts';
import { membersWith, type Tables } from './read-generated.ts';

const DAY = 86_400_000;

function days(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / DAY;
}

function companiesOf(tables: Tables, ids: readonly string[]) {
  return ids.map((id) => tables.companies.find((row) => row.id === id)!);
}

function headOf(tables: Tables, company: string): string {
  return tables.roles.findLast((row) => row.company_id === company && row.role === 'executive')!.holder_id!;
}

function listsOf(tables: Tables, id: string): string[] {
  return tables.lists.filter((row) => row.entity_id === id).map((row) => row.list!);
}

describe('registration schemes hold to the catalogue', () => {
  it('phoenix: two and more of head, room, telephone, activity and customers within 24 months of the end', () => {
    forEachScheme('phoenix', ({ members, difficulty }, payments, tables) => {
      const holder = new Map(tables.accounts.map((row) => [row.id!, row.holder_id!]));
      const [old] = companiesOf(tables, membersWith(members, 'old'));
      const customers = (id: string) =>
        new Set(payments.filter(({ to }) => holder.get(to) === id).map(({ from }) => from));
      for (const heir of companiesOf(tables, membersWith(members, 'new'))) {
        expect(days(old!.dissolved_at!, heir.registered_at!)).toBeGreaterThan(0);
        expect(days(old!.dissolved_at!, heir.registered_at!)).toBeLessThan(730);
        const shared = [
          headOf(tables, old!.id!) === headOf(tables, heir.id!),
          old!.address === heir.address,
          old!.phone === heir.phone,
          old!.oked === heir.oked,
          [...customers(old!.id!)].some((customer) => customers(heir.id!).has(customer)),
        ].filter(Boolean);
        expect(shared.length).toBeGreaterThanOrEqual(2);
        if (difficulty === 'camouflaged') expect(headOf(tables, old!.id!)).not.toBe(headOf(tables, heir.id!));
      }
    });
  });

  it('incorporation-burst: three and more firms of one founder or room in seven days', () => {
    forEachScheme('incorporation-burst', ({ members, difficulty }, _payments, tables) => {
      const firms = companiesOf(tables, membersWith(members, 'member'));
      const groups = new Map<string, string[]>();
      for (const firm of firms) {
        const founder = tables.roles.find((row) => row.company_id === firm.id && row.role === 'founder')!.holder_id!;
        const key = difficulty === 'camouflaged' ? firm.address! : founder;
        groups.set(key, [...(groups.get(key) ?? []), firm.registered_at!].sort());
      }
      for (const dates of groups.values()) {
        expect(dates.length).toBeGreaterThanOrEqual(3);
        expect(days(dates[0]!, dates.at(-1)!)).toBeLessThanOrEqual(7);
      }
    });
  });

  it('control-churn: three changes in a year, or one within ninety days before the end', () => {
    forEachScheme('control-churn', ({ members, difficulty }, _payments, tables) => {
      const [firm] = companiesOf(tables, membersWith(members, 'firm'));
      const changes = tables.roles
        .filter((row) => row.company_id === firm!.id && row.from! > firm!.registered_at!)
        .map((row) => row.from!)
        .sort();
      if (difficulty === 'camouflaged') {
        expect(days(changes.at(-1)!, firm!.dissolved_at!)).toBeLessThanOrEqual(90);
      } else {
        expect(changes.length).toBeGreaterThanOrEqual(3);
        expect(days(changes[0]!, changes[2]!)).toBeLessThanOrEqual(365);
      }
    });
  });

  it('circular-ownership: from each firm to its owner and back to it in at most six steps', () => {
    forEachScheme('circular-ownership', ({ members }, _payments, tables) => {
      const firms = membersWith(members, 'link');
      const owner = (id: string) =>
        tables.roles.find((row) => row.company_id === id && row.holder_kind === 'company' && row.to === '')!.holder_id!;
      let at = firms[0]!;
      const seen = new Set<string>();
      for (let step = 0; step < firms.length; step += 1) {
        seen.add(at);
        at = owner(at);
      }
      expect(at).toBe(firms[0]);
      expect(seen).toEqual(new Set(firms));
      expect(firms.length).toBeLessThanOrEqual(6);
    });
  });

  it('shared-contact: a telephone, mailbox or device of three and more firms of different heads', () => {
    forEachScheme('shared-contact', ({ members }, _payments, tables) => {
      const firms = membersWith(members, 'member');
      expect(new Set(firms.map((id) => headOf(tables, id))).size).toBe(firms.length);
      const values = companiesOf(tables, firms).flatMap((row) => [row.phone!, row.email!]);
      const devices = tables.contacts.filter((row) => firms.includes(row.entity_id!.slice(8)) && row.kind === 'device');
      const counts = new Map<string, number>();
      for (const value of [...values, ...devices.map((row) => row.value!)])
        counts.set(value, (counts.get(value) ?? 0) + 1);
      expect(Math.max(...counts.values())).toBeGreaterThanOrEqual(3);
    });
  });

  it('address-churn: two moves or changes of name within 24 months', () => {
    forEachScheme('address-churn', ({ members }, _payments, tables) => {
      const id = `company:${membersWith(members, 'firm')[0]}`;
      const changes = [...tables.addresses, ...tables.names]
        .filter((row) => row.entity_id === id)
        .map((row) => row.to!)
        .sort();
      expect(changes.length).toBeGreaterThanOrEqual(2);
      expect(changes.some((to, k) => k > 0 && days(changes[k - 1]!, to) <= 730)).toBe(true);
    });
  });

  it('listed-link: head, room or telephone of a firm on the list, at most over one firm between', () => {
    forEachScheme('listed-link', ({ members, difficulty }, _payments, tables) => {
      const [listed] = companiesOf(tables, membersWith(members, 'listed'));
      const [fresh] = companiesOf(tables, membersWith(members, 'new'));
      expect(listsOf(tables, `company:${listed!.id}`)).toEqual(['PSEUDO_COMPANY']);
      if (difficulty === 'plain') expect(headOf(tables, fresh!.id!)).toBe(headOf(tables, listed!.id!));
      if (difficulty === 'split') expect([fresh!.phone, fresh!.address]).toEqual([listed!.phone, listed!.address]);
      if (difficulty !== 'camouflaged') return;
      const [middle] = companiesOf(tables, membersWith(members, 'middle'));
      expect(middle!.phone).toBe(fresh!.phone);
      expect(headOf(tables, middle!.id!)).toBe(headOf(tables, listed!.id!));
    });
  });

  it('absent-at-address and person-status: the firm, or somebody in it, is on the list', () => {
    forEachScheme('absent-at-address', ({ members }, _payments, tables) => {
      for (const id of membersWith(members, 'firm'))
        expect(listsOf(tables, `company:${id}`)).toEqual(['WRONG_ADDRESS']);
    });
    forEachScheme('person-status', ({ members }, _payments, tables) => {
      const [person] = membersWith(members, 'listed');
      expect(listsOf(tables, `person:${person}`)[0]).toMatch(/^(PERSON_|TERRORISM_)/);
      for (const id of membersWith(members, 'firm')) {
        const roles = tables.roles.filter((row) => row.company_id === id && row.holder_id === person);
        expect(roles.length).toBeGreaterThan(0);
      }
    });
  });

  it('unusual-person: younger than 21 or older than 75 when the firm was registered', () => {
    forEachScheme('unusual-person', ({ members }, _payments, tables) => {
      const firms = companiesOf(tables, membersWith(members, 'firm'));
      membersWith(members, 'nominee').forEach((id, k) => {
        const { birth_date } = tables.persons.find((row) => row.id === id)!;
        const years = days(birth_date!, firms[k]!.registered_at!) / 365.25;
        expect(years > 18 && (years < 21 || years > 76)).toBe(true);
      });
    });
  });
});
