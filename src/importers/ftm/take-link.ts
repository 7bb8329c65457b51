import { partialDate } from '../partial-date.ts';
import type { TakeFact } from '../rows/fact-taker.ts';
import type { RowWriter } from '../rows/row-writer.ts';
import type { FtmEntity } from './entity.ts';
import { accountOfParty, type KnownEntities, type KnownEntity } from './known-entities.ts';
import { attributesOf } from './take-party.ts';

/** Links whose two ends are a holder and what it holds a role in. */
const ROLE_LINKS: Readonly<Record<string, { holder: string; company: string; role: string }>> = {
  Ownership: { holder: 'owner', company: 'asset', role: 'owner' },
  Directorship: { holder: 'director', company: 'organization', role: 'executive' },
  Representation: { holder: 'agent', company: 'client', role: 'representative' },
};
const SANCTION = ['entity', 'startDate', 'endDate', 'listingDate', 'program', 'authority'];

interface Target {
  all: KnownEntities;
  take: TakeFact;
  writer: RowWriter;
}

/** Takes what links entities: roles, payments, sanctions, papers. Whether a record came of it, or a refusal. */
export function takeLink(entity: FtmEntity, target: Target): boolean {
  if (entity.schema in ROLE_LINKS) return takeRole(entity, target);
  if (entity.schema === 'Payment') return takePayment(entity, target);
  if (entity.schema === 'Sanction') return takeSanction(entity, target);
  if (entity.schema === 'Identification' || entity.schema === 'Passport') return takePaper(entity, target);
  target.writer.note('schema-left-out', entity.schema);
  return false;
}

function takeRole(entity: FtmEntity, target: Target): boolean {
  const { holder, company, role } = ROLE_LINKS[entity.schema]!;
  const holders = endsOf(entity, holder, 'roles', target);
  const held = endsOf(entity, company, 'roles', target);
  if (holders === null || held === null) return true;
  const { properties } = entity;
  const first = (name: string) => properties.get(name)?.[0];
  let made = false;
  for (const of of held) {
    for (const by of holders) {
      if (by.kind !== 'company' && by.kind !== 'person') continue;
      if (of.kind === 'account') {
        target.take('accounts', { id: of.reference, holder_id: by.reference });
        made = true;
      } else if (of.kind === 'company') {
        target.take(
          'roles',
          {
            company_id: of.reference,
            holder_id: by.reference,
            role,
            share: first('percentage'),
            from: partialDate(first('startDate') ?? first('date')),
            to: partialDate(first('endDate'), 'end'),
          },
          attributesOf(entity, new Set([holder, company, 'percentage', 'startDate', 'date', 'endDate'])),
        );
        made = true;
      }
    }
  }
  if (!made) target.writer.note('schema-left-out', `${entity.schema} of ${held[0]!.schema} by ${holders[0]!.schema}`);
  return made;
}

function takePayment(entity: FtmEntity, target: Target): boolean {
  const { properties } = entity;
  const first = (name: string) => properties.get(name)?.[0];
  const from = sideOf(entity, 'payer', target);
  const to = sideOf(entity, 'beneficiary', target);
  if (from === null || to === null) return true;
  const inEur = first('amountEur');
  const [amount, currency] = first('amount')
    ? [first('amount'), first('currency')]
    : inEur
      ? [inEur, 'EUR']
      : [first('amountUsd'), 'USD'];
  const taken = ['payer', 'beneficiary', 'payerAccount', 'beneficiaryAccount', 'date', 'startDate', 'purpose'];
  const sums = first('amount') ? ['amount', 'currency'] : [inEur ? 'amountEur' : 'amountUsd'];
  target.take(
    'transactions',
    {
      id: `ftm:${entity.id}`,
      at: partialDate(first('date') ?? first('startDate')),
      from_account: from.account,
      to_account: to.account,
      amount,
      currency: (currency ?? 'XXX').toUpperCase(),
      purpose: first('purpose'),
    },
    attributesOf(entity, new Set([...taken, ...sums])),
  );
  return true;
}

/** The account of one side; null where the row was refused. */
function sideOf(entity: FtmEntity, side: 'payer' | 'beneficiary', target: Target): { account: string } | null {
  for (const [property, use] of [
    [`${side}Account`, ({ reference }: KnownEntity) => reference],
    [side, accountOfParty],
  ] as const) {
    if (!entity.properties.has(property)) continue;
    const ends = endsOf(entity, property, 'transactions', target);
    if (ends === null) return null;
    if (ends.length === 1) return { account: use(ends[0]!) };
    const values = entity.properties.get(property)!.join('; ');
    target.writer.refuse('transactions', property, 'several-values', values, `one ${side}`);
    return null;
  }
  return { account: '' };
}

function takeSanction(entity: FtmEntity, target: Target): boolean {
  const ends = endsOf(entity, 'entity', 'lists', target);
  if (ends === null) return true;
  const first = (name: string) => entity.properties.get(name)?.[0];
  const listed = ends.filter(({ kind }) => kind === 'company' || kind === 'person' || kind === 'account');
  for (const { kind, reference } of listed) {
    target.take(
      'lists',
      {
        entity_id: kind === 'account' ? `account:${reference}` : reference,
        list: 'SANCTIONED',
        from: partialDate(first('startDate') ?? first('listingDate')),
        to: partialDate(first('endDate'), 'end'),
        reference: [first('authority'), first('program')].filter(Boolean).join(': '),
      },
      attributesOf(entity, new Set(SANCTION)),
    );
  }
  if (listed.length === 0) target.writer.note('schema-left-out', `Sanction of ${ends[0]!.schema}`);
  return listed.length > 0;
}

/** A paper is an attribute of its holder. */
function takePaper(entity: FtmEntity, target: Target): boolean {
  const ends = endsOf(entity, 'holder', 'persons', target);
  if (ends === null) return true;
  const holders = ends.filter(({ kind }) => kind === 'company' || kind === 'person');
  for (const { kind, reference } of holders) {
    const keep = attributesOf(entity, new Set(['holder']));
    const paper = Object.fromEntries(Object.entries(keep).map(([name, text]) => [`${entity.schema}.${name}`, text]));
    target.take(kind === 'person' ? 'persons' : 'companies', { id: reference }, paper);
  }
  if (holders.length === 0) target.writer.note('schema-left-out', `${entity.schema} of ${ends[0]!.schema}`);
  return holders.length > 0;
}

/** The entities at one end of a link; null where the row was refused because there are none or one is not known. */
function endsOf(entity: FtmEntity, property: string, table: string, { all, writer }: Target): KnownEntity[] | null {
  const ids = entity.properties.get(property) ?? [];
  if (ids.length === 0) writer.refuse(table, property, 'blank-required', '', "an entity's id");
  const ends: KnownEntity[] = [];
  for (const id of ids) {
    const end = all.get(id);
    if (end) ends.push(end);
    else writer.refuse(table, property, 'unknown-entity', id, 'the id of an entity in the files of this load');
  }
  return ends.length > 0 && ends.length === ids.length ? ends : null;
}
