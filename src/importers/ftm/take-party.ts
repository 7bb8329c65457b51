import { partialDate } from '../partial-date.ts';
import type { Cells, TakeFact } from '../rows/fact-taker.ts';
import type { FtmEntity } from './entity.ts';
import { accountOfParty, type KnownEntities, type KnownEntity } from './known-entities.ts';

/** Properties that have a column or a record of their own; the others are kept as attributes. */
const TAKEN = new Set(
  'name alias weakAlias previousName country jurisdiction mainCountry nationality legalForm incorporationDate dissolutionDate status address addressEntity phone email birthDate'.split(
    ' ',
  ),
);

/** Values that no column takes, joined; the properties' own names. */
export function attributesOf({ properties }: FtmEntity, taken: ReadonlySet<string>): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const [name, values] of properties) if (!taken.has(name)) kept[name] = values.join('; ');
  return kept;
}

/** Takes a company or person: its record, further names, addresses and contacts, sanctions that its topics tell of. */
export function takeParty(entity: FtmEntity, known: KnownEntity, all: KnownEntities, take: TakeFact): void {
  const { properties } = entity;
  const values = (name: string) => properties.get(name) ?? [];
  const id = known.reference;
  const countries = ['jurisdiction', 'mainCountry', 'country', 'nationality'].flatMap(values);
  const country = countries.map(countryCode).find((code) => code !== '');
  const [name, ...otherNames] = values('name');
  const addresses = [
    ...values('address'),
    ...values('addressEntity').map((address) => all.get(address)?.reference ?? ''),
  ].filter((text) => text !== '');
  const keep: Record<string, string> = attributesOf(entity, TAKEN);
  if (entity.schema !== 'Company' && entity.schema !== 'Person') keep.schema = entity.schema;
  if (!id.endsWith(`XX:${entity.id}`)) keep.ftm_id = entity.id;
  if (countries.length > 1) keep.countries = countries.join('; ');

  const record: Cells =
    known.kind === 'person'
      ? { id, name, country, birth_date: partialDate(values('birthDate')[0]) }
      : {
          id,
          name,
          country,
          legal_form: values('legalForm')[0],
          registered_at: partialDate(values('incorporationDate')[0]),
          dissolved_at: partialDate(values('dissolutionDate')[0], 'end'),
          status: values('status')[0],
        };
  take(known.kind === 'person' ? 'persons' : 'companies', record, keep);
  for (const other of [...otherNames, ...values('alias'), ...values('weakAlias')]) {
    take('names', { entity_id: id, name: other });
  }
  for (const earlier of values('previousName')) take('names', { entity_id: id, name: earlier });
  for (const address of new Set(addresses)) take('addresses', { entity_id: id, address });
  for (const value of values('phone')) take('contacts', { entity_id: id, kind: 'phone', value });
  for (const value of values('email')) take('contacts', { entity_id: id, kind: 'email', value });
  if (known.pays) take('accounts', { id: accountOfParty(known), holder_id: id });
  if (values('topics').includes('sanction')) take('lists', { entity_id: id, list: 'SANCTIONED' });
}

/** ISO 3166 alpha-2 of the data's country code (`gb-sct` is part of GB); '' where it is none. */
function countryCode(code: string): string {
  const two = /^([a-z]{2})(?:-[a-z0-9]+)?$/i.exec(code)?.[1]?.toUpperCase() ?? '';
  return two === 'ZZ' ? '' : two;
}
