import { describe, expect, it } from 'vitest';
import { NO_DAY, parseDay } from '../../src/model/time.ts';
import { ROLES } from '../../src/model/vocabulary.ts';
import { nodeIn, projectionOf } from './projection-of.ts';

const A = 'company:940140000385';
const B = 'company:990140004654';
const P = 'person:850101300010';

describe('the projection', () => {
  it('numbers nodes in code-point order with contiguous kinds', () => {
    const p = projectionOf({
      companies: [{ id: B }, { id: A, address: 'Abay 10, office 5', phone: '8 701 111 22 33' }],
      persons: [{ id: P, name: 'Ahmetova' }],
      transactions: [{ at: '2026-03-01', from_account: 'account:x', to_account: 'account:y', amount: '1' }],
    });
    const { range } = p.nodes;
    expect(range.account).toEqual({ start: 0, end: 2 });
    expect(p.nodes.id(range.company.start)).toBe(A);
    expect(p.nodes.kind(nodeIn(p, P))).toBe('person');
    expect(p.nodes.kind(nodeIn(p, 'contact:phone:77011112233'))).toBe('contact');
    expect(range.person.end).toBe(p.nodes.count);
    expect(p.nodes.find('person:nobody')).toBe(-1);
  });

  it('marks what no table lists as known by reference', () => {
    const p = projectionOf({ companies: [{ id: A }], roles: [{ company_id: B, holder_id: P, role: 'executive' }] });
    expect(p.nodes.byReference[nodeIn(p, A)]).toBe(0);
    expect(p.nodes.byReference[nodeIn(p, B)]).toBe(1);
    expect(p.nodes.byReference[nodeIn(p, P)]).toBe(1);
  });

  it('leaves out what begins after the as-of day and keeps ended relations with their end', () => {
    const p = projectionOf(
      {
        companies: [{ id: A }, { id: B }],
        roles: [
          { company_id: A, holder_id: P, role: 'executive', from: '2020-01-01', to: '2021-01-01' },
          { company_id: B, holder_id: P, role: 'founder', from: '2027-01-01' },
          { company_id: B, holder_id: P, role: 'executive', from: '2020-01-01', to: '2027-01-01' },
        ],
        transactions: [
          { at: '2026-03-01', from_account: 'account:x', to_account: 'account:y', amount: '1' },
          { at: '2026-03-02', from_account: 'account:x', to_account: 'account:y', amount: '1' },
        ],
      },
      { asOf: '2026-03-01' },
    );
    expect(p.transfers.count).toBe(1);
    expect([...p.roles.toDay]).toEqual([parseDay('2021-01-01'), NO_DAY]);
    expect([...p.roles.role].map((code) => ROLES[code])).toEqual(['executive', 'executive']);
  });

  it('says who holds an account only where exactly one holder is known', () => {
    const p = projectionOf({
      accounts: [
        { id: 'account:one', holder_id: A, kind: 'bank' },
        { id: 'account:two', holder_id: A },
        { id: 'account:two', holder_id: B },
      ],
    });
    const at = (id: string) => nodeIn(p, id) - p.nodes.range.account.start;
    expect(p.accounts.holder[at('account:one')]).toBe(nodeIn(p, A));
    expect(p.accounts.holder[at('account:two')]).toBe(-1);
    expect(p.accounts.holders[at('account:two')]).toBe(2);
  });

  it('gives transfers in time order with adjacency both ways, cash without an account on no side', () => {
    const p = projectionOf({
      transactions: [
        { id: 'b', at: '2026-03-01T10:00:00Z', from_account: 'account:x', to_account: 'account:y', amount: '2' },
        { id: 'a', at: '2026-03-01T09:00:00Z', from_account: 'account:y', to_account: 'account:x', amount: '1.50' },
        { id: 'c', at: '2026-03-01T11:00:00Z', from_account: 'account:x', amount: '3', channel: 'cash' },
      ],
    });
    const t = p.transfers;
    expect([...t.amountMinor]).toEqual([150, 200, 300]);
    expect(t.to[2]).toBe(-1);
    const x = nodeIn(p, 'account:x');
    expect([...t.out.edges.subarray(t.out.offsets[x]!, t.out.offsets[x + 1]!)]).toEqual([1, 2]);
    expect([...t.in.edges.subarray(t.in.offsets[x]!, t.in.offsets[x + 1]!)]).toEqual([0]);
    expect(t.precisions).toBe('instant');
  });

  it('keeps merchant categories only where some row names one', () => {
    const pay = (id: string, more: Record<string, string> = {}) => ({
      id,
      at: '2026-03-01T10:00:00Z',
      from_account: 'account:x',
      amount: '2',
      channel: 'card',
      ...more,
    });
    expect(projectionOf({ transactions: [pay('a'), pay('b', { mcc: '' })] }).transfers.mcc).toBeNull();
    const { mcc, mccs } = projectionOf({
      transactions: [pay('a'), pay('b', { mcc: '5411' }), pay('c', { mcc: '4829' }), pay('d', { mcc: '5411' })],
    }).transfers;
    expect([...mcc!].map((code) => mccs[code])).toEqual(['', '5411', '4829', '5411']);
  });

  it('counts a company on INACTIVE or dissolved as not active', () => {
    const p = projectionOf(
      {
        companies: [
          { id: A, dissolved_at: '2025-01-01' },
          { id: B },
          { id: 'company:200240900095', dissolved_at: '2027-01-01' },
        ],
        lists: [{ entity_id: B, list: 'INACTIVE', from: '2025-01-01' }],
      },
      { asOf: '2026-01-01' },
    );
    // in node order: dissolved only after the as-of day, dissolved, on INACTIVE
    expect([...p.companies.active]).toEqual([1, 0, 0]);
  });
});

describe('what a transfer says of an invoice and of its confirmation', () => {
  const pay = (more: Record<string, string>) => ({
    at: '2026-03-01',
    from_account: 'account:a',
    to_account: 'account:b',
    amount: '1',
    ...more,
  });
  const invoices = [
    { id: 'late', at: '2026-05-01', seller_id: 'company:s', buyer_id: 'company:b', amount: '1' },
    { id: 'i-2', at: '2026-02-02', seller_id: 'company:s', buyer_id: 'company:b', amount: '1' },
    { id: 'i-1', at: '2026-02-01', seller_id: 'company:s', buyer_id: 'company:b', amount: '1' },
  ];

  it('is the position of the invoice; blank, unknown and later ones are none', () => {
    const named = ['i-2', 'i-1', 'late', 'nowhere'].map((invoice_id) => pay({ invoice_id }));
    const { transfers } = projectionOf({ transactions: [...named, pay({})], invoices }, { asOf: '2026-04-01' });
    expect([...transfers.invoice!]).toEqual([1, 0, -1, -1, -1]);
  });

  it('is yes, no or unknown', () => {
    const { transfers } = projectionOf({
      transactions: [pay({}), pay({ confirmed: 'no' }), pay({ confirmed: 'yes' })],
    });
    expect([...transfers.confirmed!]).toEqual([-1, 0, 1]);
  });

  it('takes no memory where no transfer says anything', () => {
    const { transfers } = projectionOf({ transactions: [pay({})], invoices });
    expect([transfers.invoice, transfers.confirmed]).toEqual([null, null]);
  });
});

describe('the memory of a projection', () => {
  it('is 24 bytes a transfer and 8 a node for ends, time and adjacency both ways', () => {
    const transactions = Array.from({ length: 500 }, (_, i) => ({
      at: '2026-03-01T10:00:00Z',
      from_account: `account:${i % 20}`,
      to_account: `account:${(i + 7) % 20}`,
      amount: '1',
    }));
    const { transfers, nodes } = projectionOf({ transactions });
    const { from, to, at, out, in: incoming } = transfers;
    const perTransfer = [from, to, at, out.edges, incoming.edges].reduce((sum, column) => sum + column.byteLength, 0);
    const perNode = out.offsets.byteLength + incoming.offsets.byteLength;
    expect(perTransfer).toBe(24 * 500);
    expect(perNode).toBe(8 * (nodes.count + 1));
    const rest = [
      transfers.precision,
      transfers.amountMinor,
      transfers.currency,
      transfers.channel,
      transfers.payer,
      transfers.row,
    ];
    expect(rest.reduce((sum, column) => sum + column.byteLength, 0)).toBe(19 * 500);
  });
});
