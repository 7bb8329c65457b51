import { isTwelveDigits } from '../../model/bin.ts';
import type { Role } from '../../model/vocabulary.ts';
import { registerDay } from '../partial-date.ts';
import type { TakeFact } from '../rows/fact-taker.ts';
import { isSoleTraderNumber } from '../rows/references.ts';
import type { RowWriter } from '../rows/row-writer.ts';
import type { ListLayout } from './list-layouts.ts';

/** Columns with a record or a column of their own; the others become attributes of the entry. */
const TAKEN = new Set(
  'num bin taxpayer_organization taxpayer_name taxpayer_organization_ru taxpayer_organization_kz owner_name owner_name_ru owner_name_kz owner_iin'.split(
    ' ',
  ),
);

/** An entry by the names of its columns. */
export type Entry = Readonly<Record<string, string>>;

/** Takes one entry of a list: the firm (or sole trader), the person named with it, and that it is listed. */
export function takeEntry(
  entry: Entry,
  { code, layout, role }: { code: string; layout: ListLayout; role: Role },
  { take, writer }: { take: TakeFact; writer: RowWriter },
): void {
  const bin = entry.bin!.replace(/\s/g, '');
  const keep: Record<string, string> = {};
  for (const [name, text] of Object.entries(entry)) {
    if (!TAKEN.has(name) && name !== layout.reference && name !== layout.from && text !== '') keep[name] = text;
  }
  const trader = ['last', 'first', 'middle'].map((part) => entry[`${part}_name_ru`] || entry[`${part}_name_kz`] || '');
  const name =
    entry.taxpayer_organization || entry.taxpayer_organization_ru || entry.taxpayer_name || trader.join(' ').trim();
  take('companies', { id: bin, name });
  if (!isTwelveDigits(bin)) return;
  const company = isSoleTraderNumber(bin) ? `person:${bin}` : `company:${bin}`;
  if (entry.taxpayer_organization_kz && entry.taxpayer_organization_kz !== name) {
    take('names', { entity_id: company, name: entry.taxpayer_organization_kz });
  }
  takeOwner(entry, { company, role, take, writer });
  take(
    'lists',
    {
      entity_id: company,
      list: code,
      from: layout.from === null ? '' : registerDay(entry[layout.from] ?? ''),
      reference: layout.reference === null ? '' : entry[layout.reference],
    },
    keep,
  );
}

interface OwnerTarget {
  company: string;
  role: Role;
  take: TakeFact;
  writer: RowWriter;
}

function takeOwner(entry: Entry, { company, role, take, writer }: OwnerTarget): void {
  const iin = (entry.owner_iin ?? '').replace(/\s/g, '');
  const name = entry.owner_name || entry.owner_name_ru || entry.owner_name_kz || '';
  const hasName = /\p{L}.*\p{L}/u.test(name) && !/[\d:]/.test(name);
  const hasNumber = isTwelveDigits(iin) && !/^0+$/.test(iin);
  if (company.endsWith(`:${iin}`) && hasNumber) return;
  if (!hasNumber && iin !== '' && iin !== '-') {
    writer.defect('roles', 'owner_iin', 'not-twelve-digits', iin, 'twelve digits');
  }
  if (!hasNumber && !hasName) return;
  take('roles', {
    company_id: company,
    role,
    holder_id: hasNumber ? iin : '',
    holder_kind: 'person',
    holder_name: hasName ? name : '',
  });
}

/** What the person named beside the firm is to it, by the titles; heads, where they do not say. */
export function roleOfTitles(titles: readonly string[]): Role {
  const text = titles.join(' ').toLowerCase();
  if (/руковод|басшы|директор/.test(text)) return 'executive';
  if (/учредит|құрылтай/.test(text)) return 'founder';
  return /собственник|владел|меншік/.test(text) ? 'owner' : 'executive';
}
