import { byCodePoint } from '../../model/order.ts';
import type { ColumnProfile } from './profile-column.ts';
import type { FileProfile } from './profile-file.ts';
import type { TableSuggestion } from './suggest-table.ts';
import type { ValueKind } from './value-kinds.ts';

const KIND_TEXT: Readonly<Record<ValueKind, string>> = {
  bin: 'BIN (check digit holds)',
  iin: 'IIN (check digit holds)',
  'iso-date': 'date or time, ISO 8601',
  date: 'date',
  'unix-s': 'unix seconds',
  'unix-ms': 'unix milliseconds',
  currency: 'currency code',
  country: 'two-letter code',
  email: 'e-mail address',
  phone: 'telephone number',
  account: 'account or card number',
  amount: 'decimal number',
  'amount-comma': 'decimal number with a comma',
  whole: 'whole number',
  text: 'text',
};

/** Words of role cells, and the roles that they mean. */
const ROLES: readonly (readonly [RegExp, string])[] = [
  [/директор|руковод|басшы|director|manag|ceo|head|president/iu, 'executive'],
  [/учредит|құрылтай|founder/iu, 'founder'],
  [/владел|участник|акционер|иесі|owner|shareholder|member/iu, 'owner'],
  [/бухгалтер|accountant/iu, 'accountant'],
  [/бенефициар|beneficia|control/iu, 'beneficiary'],
  [/представит|өкіл|agent|attorney|representative|nominee/iu, 'representative'],
];

/** Writes a first mapping with what was seen as comments; a person corrects it, `tamyr mapping check` shows what comes out. */
export function writeMapping(
  source: string,
  files: readonly { profile: FileProfile; tables: readonly TableSuggestion[] }[],
): string {
  const lines = [
    '# A first mapping, made from a look at the files. Nothing in it is certain: lines with TODO need an answer, the rest a glance.',
    '# See what comes out of it with: tamyr mapping check THIS-FILE PATH',
    'version: 1',
    `source: ${scalar(source)}`,
    'tables:',
  ];
  for (const { profile, tables } of files) {
    lines.push(...describe(profile));
    const used = new Set(tables.flatMap(({ columns }) => [...columns.values()].map(({ name }) => name)));
    const free = profile.columns.filter(({ name }) => !used.has(name));
    for (const [i, table] of tables.entries()) lines.push(...entry(profile, table, i === 0 ? free : []));
  }
  return `${lines.join('\n')}\n`;
}

function describe({ file, encoding, sample, header, records, whole, columns }: FileProfile): string[] {
  const seen = whole ? `${records} records` : `the first ${records} records`;
  return [
    '',
    `  # ${oneLine(file.name)}: ${seen}, ${encoding}${sample === null ? '' : ` (guessed; a line of it: ${oneLine(sample)})`}`,
    ...(header
      ? []
      : [
          '  # TODO: its first line looks like data, so there is no header: say what c1, c2 … are, and which is which below',
        ]),
    ...columns.map((column) => `  #   ${oneLine(column.name)}: ${said(column)}`),
  ];
}

function said(column: ColumnProfile): string {
  if (column.filled === 0) return 'always blank';
  const { kind, fitting, filled, blank, distinct } = column;
  const share = distinct === null || fitting === filled ? '' : ` (${Math.floor((100 * fitting) / filled)} %)`;
  const parts = [
    `${KIND_TEXT[kind]}${share}`,
    ...(column.patterns.length > 0 ? [column.patterns.slice(0, 3).join(' or ')] : []),
    ...(blank > 0 ? [`${blank} blank`] : []),
    distinct === null
      ? 'many different'
      : distinct === filled && filled > 1
        ? 'all different'
        : `${distinct} different`,
  ];
  const { choices, samples } = column;
  // Words that come again and again are codes, not people.
  const codes = choices.length > 0 && filled >= 2 * choices.length && CODES.has(kind);
  if (!codes) return `${parts.join(', ')}; shape: ${samples.map(masked).map(oneLine).join(' | ')}`;
  const shown = choices.slice(0, VALUES_SHOWN).map(oneLine).join(' | ');
  const more = choices.length > VALUES_SHOWN ? ` … (${VALUES_SHOWN} of ${choices.length})` : '';
  return `${parts.join(', ')}; values: ${shown}${more}`;
}

const VALUES_SHOWN = 12;
const CODES: ReadonlySet<ValueKind> = new Set(['text', 'currency', 'country', 'whole']);

/** Letters and digits of a sample are covered, so that a mapping may be shown around: what is needed of it is its shape. */
function masked(text: string): string {
  return text.slice(0, 40).replace(/\p{L}/gu, 'x').replace(/\d/g, '9');
}

function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').slice(0, 120);
}

function entry(
  profile: FileProfile,
  { table, columns, missing }: TableSuggestion,
  free: readonly ColumnProfile[],
): string[] {
  const read = [
    ...(profile.encoding === 'utf-8' ? [] : [`encoding: ${profile.encoding}`]),
    ...(profile.header ? [] : [`header: false, columns: [${profile.columns.map(({ name }) => name).join(', ')}]`]),
  ];
  const lines = [`  - table: ${table}`, `    file: ${scalar(profile.file.name)}`];
  if (read.length > 0) lines.push(`    read: { ${read.join(', ')} }`);
  lines.push('    columns:');
  const nameOnly = table === 'roles' && !columns.has('holder_id') ? columns.get('holder_name') : undefined;
  for (const name of missing) {
    if (nameOnly && name === 'holder_id') continue;
    lines.push(`      ${name}: TODO-which-column   # TODO: required, and nothing looks like it`);
  }
  for (const [name, column] of columns) {
    if (column === nameOnly)
      lines.push(`      holder_id: ${scalar(column.name)}   # a name without a number: a person of that company alone`);
    else lines.push(`      ${name}: ${expression(table, name, column)}`);
  }
  if (
    table === 'roles' &&
    columns.has('holder_id') &&
    isForeignKey(table, 'holder_id', columns.get('holder_id')!.kind)
  ) {
    lines.push('      holder_kind: { const: person }   # TODO: or company?');
  }
  if (table === 'roles' && !columns.has('role')) {
    const at = lines.findIndex((line) => line.includes('TODO-which-column') && line.includes(' role:'));
    lines.splice(at, 1, '      role: { const: executive }   # TODO: which role is it?');
  }
  const kept = free.filter(({ filled, name }) => filled > 0 && name.trim() !== '');
  if (kept.length > 0) {
    lines.push('    # Columns that nothing uses; take those out of keep that need not be kept as attributes.');
    lines.push(
      `    keep: [${kept
        .map(({ name }) => scalar(name))
        .sort(byCodePoint)
        .join(', ')}]`,
    );
  }
  return lines;
}

function expression(table: string, name: string, column: ColumnProfile): string {
  const of = scalar(column.name);
  const { kind, patterns } = column;
  if (kind === 'date') {
    const other = patterns.length > 1 ? `   # also reads as ${patterns.slice(1, 3).join(', ')}: which is it?` : '';
    return `{ column: ${of}, date: ${JSON.stringify(patterns[0])} }${other}`;
  }
  if (kind === 'unix-s' || kind === 'unix-ms') return `{ column: ${of}, unix: ${kind.slice(5)} }`;
  if (name === 'at' && kind === 'whole')
    return `{ column: ${of}, step: day, epoch: 2025-01-01 }   # TODO: which step, since when?`;
  const abs = column.negative ? ', abs: true' : '';
  const sign = column.negative ? '   # below zero: the direction is in the sign, check who pays whom' : '';
  if (kind === 'amount-comma') return `{ column: ${of}${abs}, decimal: ",", group: " " }${sign}`;
  if (sign !== '') return `{ column: ${of}${abs} }${sign}`;
  if (name === 'currency' && column.choices.some((code) => /^\d{3}$/.test(code))) {
    return `{ column: ${of}, map: { "398": KZT, "840": USD, "978": EUR, "643": RUB } }`;
  }
  if (table === 'roles' && name === 'role' && column.choices.length > 0)
    return `{ column: ${of}, map: ${roleMap(column.choices)} }   # null makes no record`;
  if (name === 'channel' && column.choices.length > 0) return channelOf(of, column.choices);
  if (isForeignKey(table, name, kind))
    return `{ template: "XX:{${column.name.replace(/[{}]/g, '')}}" }   # no BIN or IIN: which country's key is it?`;
  return of;
}

/** Ids of firms and people that are not twelve digits need a country. */
function isForeignKey(table: string, name: string, kind: ValueKind): boolean {
  const party =
    (name === 'id' && (table === 'companies' || table === 'persons')) ||
    /^(?:company|holder|seller|buyer|payer|entity)_id$/.test(name);
  return party && kind !== 'bin' && kind !== 'iin';
}

function roleMap(values: readonly string[]): string {
  const entries = values.map((value) => `${scalar(value)}: ${ROLES.find(([word]) => word.test(value))?.[1] ?? 'null'}`);
  return `{ ${entries.join(', ')} }`;
}

const CHANNELS = ['transfer', 'card', 'topup', 'atm', 'cash', 'p2p', 'crypto'];

function channelOf(of: string, values: readonly string[]): string {
  const known = (value: string) => CHANNELS.find((channel) => value.toLowerCase().includes(channel));
  if (values.every((value) => CHANNELS.includes(value))) return of;
  const entries = values.map((value) => `${scalar(value)}: ${known(value) ?? 'transfer'}`);
  return `{ column: ${of}, map: { ${entries.join(', ')} } }   # TODO: which is which?`;
}

/** A YAML scalar: plain where that is safe. */
function scalar(text: string): string {
  return /^[\p{L}_][\p{L}\p{N}_ .-]*$/u.test(text) &&
    !/^(?:true|false|null|yes|no|on|off)$/i.test(text) &&
    !/\s$/.test(text)
    ? text
    : JSON.stringify(text);
}
