import { describe, expect, it } from 'vitest';
import { unlicensedVasp } from '../../src/detectors/unlicensed-vasp.ts';
import { detect, firm, firms } from './detect.ts';

const EXCHANGE = firm(0);
const VASP = { entity_id: EXCHANGE, list: 'VASP' };
const REGISTER = { entity_id: firm(1), list: 'AFSA_LICENSED' };
const LICENSED = { entity_id: EXCHANGE, list: 'AFSA_LICENSED', from: '2025-01-01', to: '2025-07-01' };
const ACCOUNTS = [{ id: 'account:exchange', holder_id: EXCHANGE, kind: 'wallet' }];
const buy = (at: string, more: Record<string, string> = {}) => ({
  at,
  from_account: 'account:client',
  to_account: 'account:exchange',
  amount: '100000',
  ...more,
});
const run = (
  lists: Record<string, string>[],
  transactions: Record<string, string>[] = [buy('2025-03-01')],
  set: Record<string, string> = {},
  accounts: Record<string, string>[] = ACCOUNTS,
) => detect(unlicensedVasp, { companies: firms(2), accounts, lists, transactions }, { asOf: '2025-12-31', set });

describe('a virtual-asset provider without a licence', () => {
  it('finds a listed provider that is not on the register, by any transfer either way', () => {
    const found = run([VASP, REGISTER]);
    expect(found.findings).toHaveLength(1);
    expect(found.subjects(0)).toEqual(['account:exchange', EXCHANGE]);
    expect(found.findings[0]!.severity).toBe('medium');
    expect(found.sentence(0)).toContain('Firm 1 deals in virtual assets and had no licence when 1 counterparty');
    expect(found.value(EXCHANGE)).toBe(1);
    const back = buy('2025-03-01', { from_account: 'account:exchange', to_account: 'account:client' });
    expect(run([VASP, REGISTER], [back]).evidence(0, 'transfers')).toBe(1);
  });

  it('measures a client by how much of its dealing it is', () => {
    const other = (n: number) => buy(`2025-04-${String(n).padStart(2, '0')}`, { to_account: 'account:shop' });
    const often = run(
      [VASP, REGISTER],
      ['01', '02', '03', '04'].map((d) => buy(`2025-03-${d}`)),
    );
    const once = run([VASP, REGISTER], [buy('2025-03-01'), ...Array.from({ length: 20 }, (_, i) => other(i + 1))]);
    expect(often.value('account:client')).toBeGreaterThan(0.5);
    expect(once.value('account:client')).toBeLessThan(0.05);
    expect(once.value('account:shop')).toBe(0);
  });

  it('leaves alone a licensed exchange: the licence counts on each day of its interval', () => {
    const open = { entity_id: EXCHANGE, list: 'AFSA_LICENSED' };
    expect(run([VASP, open]).findings).toEqual([]);
    expect(run([VASP, open]).value(EXCHANGE)).toBeUndefined();
    const days = ['2024-12-31', '2025-01-01', '2025-06-30', '2025-07-01'].map((day) => buy(day));
    const found = run([VASP, LICENSED], days);
    expect(found.evidence(0, 'transfers')).toBe(2);
    expect(found.findings[0]!.interval).toEqual({ from: '2024-12-31', to: '2025-07-01' });
  });

  it('knows accounts that are listed themselves, and licences of an account or of its holder', () => {
    const account = { entity_id: 'account:exchange', list: 'VASP' };
    expect(run([account, REGISTER]).subjects(0)).toEqual(['account:exchange']);
    expect(run([account, LICENSED]).findings).toEqual([]);
    expect(run([VASP, { entity_id: 'account:exchange', list: 'AFSA_LICENSED' }]).findings).toEqual([]);
  });

  it('does not decide without a register: low, said, and nothing for a score', () => {
    const found = run([VASP]);
    expect(found.findings[0]!.severity).toBe('low');
    expect(found.sentence(0)).toContain('register of licences is not in the data');
    expect(found.measured).toBeNull();
    expect(found.notes?.[0]?.en).toContain('AFSA_LICENSED');
  });

  it('takes merchants by category where an option names some', () => {
    const shop = {
      at: '2025-03-01',
      from_account: 'account:client',
      to_account: 'account:m',
      amount: '5',
      mcc: '6051',
    };
    expect(run([REGISTER], [shop]).findings).toEqual([]);
    const found = run([REGISTER], [shop], { categories: '6051' });
    expect(found.subjects(0)).toEqual(['account:m']);
    expect(run([REGISTER], [{ ...shop, mcc: '5411' }], { categories: '6051' }).findings).toEqual([]);
    expect(
      run([REGISTER, { entity_id: 'account:m', list: 'AFSA_LICENSED' }], [shop], { categories: '6051' }).findings,
    ).toEqual([]);
  });

  it('leaves alone a provider’s own accounts, and a bank that only clears', () => {
    const own = [...ACCOUNTS, { id: 'account:client', holder_id: EXCHANGE, kind: 'bank' }];
    expect(run([VASP, REGISTER], [buy('2025-03-01')], {}, own).findings).toEqual([]);
    expect(run([VASP, REGISTER], [buy('2025-03-01', { to_account: 'account:bank' })]).findings).toEqual([]);
    expect(run([{ ...VASP, to: '2025-06-01' }, REGISTER]).findings).toEqual([]);
  });
});
