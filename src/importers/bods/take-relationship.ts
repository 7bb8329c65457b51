import type { Role } from '../../model/vocabulary.ts';
import { partialDate } from '../partial-date.ts';
import type { TakeFact } from '../rows/fact-taker.ts';
import type { RowWriter } from '../rows/row-writer.ts';
import { type KnownStatements, type Later, sameInterest } from './known-statements.ts';
import { type Interest, interestsOf, partyOf, type Statement } from './statement.ts';

/** Interests that are a share of the company; the others are control without one. */
const SHARES = new Set(['shareholding', 'rightstosurplusassetsondissolution', 'rightstoprofitorincome']);
const ROLES: Readonly<Record<string, Role>> = {
  seniormanagingofficial: 'executive',
  boardmember: 'executive',
  boardchair: 'executive',
  trustee: 'executive',
  trusteeoftrust: 'executive',
  settlor: 'founder',
  settloroftrust: 'founder',
  protector: 'representative',
  protectoroftrust: 'representative',
  nominee: 'representative',
};
const UNSTATED: Interest = {
  type: '',
  share: { exact: '', minimum: '', maximum: '' },
  from: '',
  to: '',
  level: '',
  beneficial: false,
  details: '',
};

/** A share held directly makes an owner; an indirect or beneficial one, and control by other means, a beneficiary. */
function roleOf({ type, level, beneficial }: Interest): Role {
  const role = ROLES[type];
  if (role) return role;
  return SHARES.has(type) && level !== 'indirect' && !beneficial ? 'owner' : 'beneficiary';
}

/**
 * Takes a relation: a role for each interest, with its interval. Of a superseded statement, only interests that the next
 * one no longer states, until its date. Whether a record came of it, or a refusal.
 */
export function takeRelationship(
  statement: Statement,
  later: Later | null,
  { known, take, writer }: { known: KnownStatements; take: TakeFact; writer: RowWriter },
): boolean {
  const subject = partyOf(statement.details.subject);
  const party = partyOf(statement.details.interestedParty);
  for (const end of [subject, party]) {
    if (!('unspecified' in end)) continue;
    writer.note('party-unspecified', end.unspecified);
    return false;
  }
  if ('unspecified' in subject || 'unspecified' in party) return false;
  const company = known.reference(subject.key, 'company')!;
  const holder = known.reference(party.key, party.kind);
  if (holder === null) {
    writer.refuse('roles', 'interestedParty', 'unknown-entity', party.key, 'a record in the files of this load');
    return true;
  }
  const stated = interestsOf(statement);
  const interests = stated.length > 0 ? stated : [UNSTATED];
  let made = false;
  for (const interest of interests) {
    if (later !== null && (later.says.has(sameInterest(interest)) || stated.length === 0)) continue;
    take(
      'roles',
      roleRecord(interest, { company, holder, ends: endOf(statement, later) }),
      attributesOf(interest, statement),
    );
    made = true;
  }
  if (!made) writer.note('superseded', 'relationship');
  return made;
}

/** When a relation of which nothing else is said ends: with the statement that closes or replaces it. */
function endOf({ closed, date }: Statement, later: Later | null): string {
  if (later !== null) return later.date;
  return closed ? date : '';
}

function roleRecord(interest: Interest, { company, holder, ends }: { company: string; holder: string; ends: string }) {
  const { share, from, to } = interest;
  return {
    company_id: company,
    holder_id: holder,
    role: roleOf(interest),
    // Of a range, what is certain.
    share: SHARES.has(interest.type) ? share.exact || share.minimum : '',
    from: partialDate(from),
    to: partialDate(to || ends, 'end'),
  };
}

function attributesOf({ type, share, level, beneficial, details }: Interest, { isComponent }: Statement) {
  return {
    interest: type || 'not stated',
    shareExact: SHARES.has(type) ? '' : share.exact,
    shareMinimum: share.minimum,
    shareMaximum: share.maximum,
    directOrIndirect: level,
    beneficialOwnershipOrControl: beneficial ? 'true' : '',
    isComponent: isComponent ? 'true' : '',
    details,
  };
}
