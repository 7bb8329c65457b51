import type { Projection } from '../../src/graph/projection.ts';
import type { Cluster, Contribution, Finding, RunDocument } from '../../src/model/finding.ts';
import { type LiteralTables, projectionOf } from '../graph/projection-of.ts';

/** An invented cash-out group: three payers, four firms, five cards, one cash machine; a director of 14 firms, an organiser. */

const FIRMS: [string, string][] = [
  ['company:240340002114', 'ТОО «Альтаир Трейд»'],
  ['company:240440002214', 'ТОО «Сары Дала Сервис»'],
  ['company:240540002314', 'ТОО «Бекзат Снаб»'],
  ['company:240640002414', 'ТОО «Орда Импекс»'],
];
const PAYERS: [string, string][] = [
  ['company:140340002114', 'ТОО «КазМонтаж»'],
  ['company:140440002214', 'ТОО «Степь Агро»'],
  ['company:140540002314', 'ТОО «Нур Логистик»'],
];
const CARDS = ['8812', '0471', '2290', '6638', '1157'].map((digits) => `account:440000000000${digits}`);
const ATM = 'account:ATM-0417';
const DIRECTOR = 'person:990922403058';
const ORGANISER = 'person:700101300123';
export const HOSTILE = `"><script>alert('x')</script>\u202e&#60;`;

const accountOf = (company: string) => `account:KZ${company.slice(-12)}0001`;

/** Transfers in lots: payer, payee, number, sum in tenge, first day of March 2026. */
const FLOWS: [string, string, number, number, number][] = [
  [PAYERS[0]![0], FIRMS[0]![0], 18, 42_100_000, 3],
  [PAYERS[1]![0], FIRMS[0]![0], 9, 61_000_000, 3],
  [PAYERS[2]![0], FIRMS[2]![0], 14, 83_300_000, 3],
  [FIRMS[0]![0], FIRMS[1]![0], 22, 71_600_000, 4],
  [FIRMS[0]![0], FIRMS[3]![0], 11, 28_400_000, 4],
  [FIRMS[2]![0], FIRMS[3]![0], 19, 80_200_000, 4],
  [FIRMS[1]![0], CARDS[0]!, 24, 34_900_000, 5],
  [FIRMS[1]![0], CARDS[1]!, 21, 33_800_000, 5],
  [FIRMS[3]![0], CARDS[2]!, 26, 37_500_000, 5],
  [FIRMS[3]![0], CARDS[3]!, 25, 36_100_000, 5],
  [FIRMS[3]![0], CARDS[4]!, 17, 21_400_000, 5],
  [CARDS[0]!, ATM, 31, 34_200_000, 7],
  [CARDS[1]!, ATM, 30, 33_100_000, 7],
  [CARDS[2]!, ATM, 33, 37_000_000, 8],
  [CARDS[3]!, ATM, 29, 36_000_000, 8],
  [CARDS[4]!, ATM, 19, 21_000_000, 9],
];

function transactions(): NonNullable<LiteralTables['transactions']> {
  const rows: NonNullable<LiteralTables['transactions']> = [];
  for (const [from, to, count, sum, day] of FLOWS) {
    for (let i = 0; i < count; i++) {
      const minute = (i * 37) % 600;
      rows.push({
        id: `t-${String(rows.length + 1).padStart(5, '0')}`,
        at: `2026-03-${String(day + (i % 2)).padStart(2, '0')}T${String(9 + Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}:00+05:00`,
        from_account: from.startsWith('company') ? accountOf(from) : from,
        to_account: to.startsWith('company') ? accountOf(to) : to,
        amount: String(Math.round(sum / count)),
        channel: to === ATM ? 'atm' : 'transfer',
      });
    }
  }
  return rows;
}

export const sampleTables: LiteralTables = {
  companies: [
    ...FIRMS.map(([id, name], i) => ({
      id,
      name,
      registered_at: `2024-0${i + 3}-11`,
      address: 'г. Алматы, пр. Рыскулова, 57, оф. 12',
    })),
    ...PAYERS.map(([id, name]) => ({ id, name, registered_at: '2014-03-01' })),
    { id: 'company:220340009999', name: HOSTILE, registered_at: '2022-03-01', dissolved_at: '2025-02-01' },
  ],
  persons: [
    { id: DIRECTOR, name: 'АХМЕТОВА ГҮЛНҰР СӘКЕНҚЫЗЫ' },
    { id: ORGANISER, name: 'Сейткали Берик Нурланович' },
  ],
  roles: [
    ...[FIRMS[0]!, FIRMS[2]!, FIRMS[3]!].map(([id]) => ({
      company_id: id,
      holder_id: DIRECTOR,
      role: 'executive',
      from: '2025-01-10',
    })),
    { company_id: FIRMS[1]![0], holder_id: ORGANISER, role: 'owner', share: 60 },
    {
      company_id: 'company:220340009999',
      holder_id: DIRECTOR,
      role: 'executive',
      from: '2022-03-01',
      to: '2025-02-01',
    },
  ],
  accounts: [
    ...[...FIRMS, ...PAYERS].map(([id]) => ({ id: accountOf(id), kind: 'bank', holder_id: id })),
    ...CARDS.map((id) => ({ id, kind: 'card' })),
    { id: ATM, kind: 'atm' },
  ],
  transactions: transactions(),
  lists: [{ entity_id: FIRMS[2]![0], list: 'PSEUDO_COMPANY', from: '2026-01-01' }],
};

export function sampleProjection(): Projection {
  return projectionOf(sampleTables, { asOf: '2026-11-20' });
}

const members = [...FIRMS.map(([id]) => id), 'company:220340009999', DIRECTOR, ORGANISER, ...CARDS, ATM].sort();
const rows = transactions().map(({ id }) => String(id));

const contributions: Contribution[] = [
  {
    indicator: 'M20',
    contribution: 0.31,
    value: 0.94,
    reference: { size: 1204, reach: 3 },
    bans: 1.8,
    findings: ['f-1'],
  },
  {
    indicator: 'M15',
    contribution: 0.28,
    value: 0.9,
    reference: { size: 1204, reach: 5 },
    bans: 1.6,
    findings: ['f-2'],
  },
  { indicator: 'R02', contribution: 0.2, value: 0.7, reference: { size: 410, reach: 4 }, bans: 1.2, findings: ['f-3'] },
  { indicator: 'N01', contribution: 0.12, value: 0.6, reference: { size: 410, reach: 9 }, bans: 0.7 },
  { indicator: 'M01', contribution: 0, value: 0.8, countedIn: 'M20' },
];

const findings: Finding[] = [
  {
    id: 'f-1',
    detector: 'cash-out-chain',
    indicator: 'M20',
    version: 1,
    score: 0.94,
    severity: 'high',
    subjects: [...FIRMS.map(([id]) => accountOf(id)), ...CARDS, ATM].sort(),
    transactions: rows,
    interval: { from: '2026-03-03T04:00:00Z', to: '2026-03-09T15:00:00Z' },
    amount: { minor: '16130000000', currency: 'KZT' },
    evidence: [
      {
        what: 'hops',
        value: 4,
        threshold: 3,
        unit: 'count',
        sources: [{ file: 'transactions-2026-03.csv', line: 11842 }],
      },
      { what: 'spanMs', value: 6 * 86_400_000, threshold: 10 * 86_400_000, unit: 'ms' },
      { what: 'kept', value: 0.93, threshold: 0.8, unit: 'share' },
    ],
    text: {
      en: 'In 6 days 186.4 m ₸ went from three payers through four firms to five cards; 161.3 m ₸ was withdrawn at one ATM.',
      kk: '6 күнде 186,4 млн ₸ үш төлеушіден төрт фирма арқылы бес картаға түсті; 161,3 млн ₸ бір банкоматтан алынды.',
      ru: 'За 6 дней 186,4 млн ₸ прошли от трёх плательщиков через четыре фирмы на пять карт; 161,3 млн ₸ сняты в одном банкомате.',
    },
  },
  {
    id: 'f-2',
    detector: 'cash-crew',
    indicator: 'M15',
    version: 1,
    score: 0.8,
    severity: 'high',
    subjects: [...CARDS, ATM].sort(),
    transactions: rows.slice(-20),
    interval: { from: '2026-03-07T15:14:00Z', to: '2026-03-07T15:25:00Z' },
    amount: { minor: '210000000', currency: 'KZT' },
    evidence: [
      { what: 'cards', value: 5, threshold: 4, unit: 'count', sources: [{ file: 'atm-2026-03.csv', line: 902 }] },
    ],
    text: {
      en: 'Five cards of different people at one ATM within 11 minutes.',
      kk: 'Әртүрлі адамдардың бес картасы 11 минут ішінде бір банкоматта.',
      ru: 'Пять карт разных людей у одного банкомата за 11 минут.',
    },
  },
  {
    id: 'f-3',
    detector: 'mass-director',
    indicator: 'R02',
    version: 1,
    score: 0.7,
    severity: 'medium',
    subjects: [DIRECTOR],
    transactions: [],
    interval: null,
    amount: null,
    evidence: [
      {
        what: 'firms',
        value: 14,
        threshold: 5,
        unit: 'count',
        sources: [
          { file: 'roles.csv', line: 88120 },
          { file: 'roles.csv', line: 88121 },
        ],
      },
    ],
    text: {
      en: 'Akhmetova G. S. heads 14 active firms; the threshold is 5.',
      kk: 'Ахметова Г. С. жұмыс істеп тұрған 14 фирманы басқарады; шегі — 5-тен бастап.',
      ru: 'Ахметова Г. С. руководит 14 действующими фирмами; порог — от 5.',
    },
  },
];

const cluster: Cluster = {
  id: 'c-5e1fa2',
  kind: 'cash-out-group',
  score: 0.91,
  members,
  organisers: [ORGANISER],
  findings: ['f-1', 'f-2', 'f-3'],
  turnover: {
    in: [{ minor: '18640000000', currency: 'KZT' }],
    inside: [{ minor: '18020000000', currency: 'KZT' }],
    out: [],
    cash: [{ minor: '16130000000', currency: 'KZT' }],
  },
  indicators: contributions,
  lineage: { previous: ['c-5e1fa2'], change: 'grown' },
  title: {
    en: 'Cash-out through 5 cards',
    kk: '5 карта арқылы қолма-қол ақшаға айналдыру',
    ru: 'Обналичивание через 5 карт',
  },
  summary: {
    en: 'From 3 Mar 2026 to 9 Mar 2026 three payers sent 186.4 m ₸ to two firms of one director; 161.3 m ₸ was withdrawn at one ATM.',
    kk: '03.03.2026–09.03.2026 аралығында үш төлеуші бір басшының екі фирмасына 186,4 млн ₸ аударды; 161,3 млн ₸ бір банкоматтан алынды.',
    ru: 'С 03.03.2026 по 09.03.2026 три плательщика перевели 186,4 млн ₸ двум фирмам одного директора; 161,3 млн ₸ сняты в одном банкомате.',
  },
};

export function sampleRun(): RunDocument {
  const high = new Set([...FIRMS.map(([id]) => id), ORGANISER, ATM]);
  const medium = new Set([DIRECTOR, ...CARDS.slice(0, 4)]);
  return structuredClone({
    run: {
      id: 'r-7f3a91',
      product: { name: 'tamyr' as const, version: '0.1.0' },
      asOf: '2026-11-20',
      inputs: [
        { file: 'roles.csv', digest: 'a'.repeat(64), rows: 90_000 },
        { file: 'transactions-2026-03.csv', digest: '9c417be022d8'.padEnd(64, '0'), rows: 412_067 },
      ],
      options: { 'M20.hops': 3 },
      seed: 1,
      previous: 'r-000000',
      counts: {
        findings: 3,
        clusters: 1,
        entities: 14,
        nodes: { company: 8, person: 2, account: 13 },
        transactions: 348,
      },
      byIndicator: { M20: 1, M15: 1, R02: 1, T01: 0 },
      notRun: [
        {
          indicator: 'T06',
          why: 'invoices are not loaded',
          text: { en: 'invoices are not loaded', kk: 'шот-фактуралар жүктелмеген', ru: 'счета-фактуры не загружены' },
        },
      ],
      lines: { high: 0.5, medium: 0.35, above: { high: 6, medium: 11 }, byChance: { high: 0.0008, medium: 0.0131 } },
      notes: [
        { en: 'Rows of day precision: 0.', kk: 'Тек күні белгілі жолдар: 0.', ru: 'Строк с точностью до дня: 0.' },
      ],
      gone: [
        {
          id: 'c-0ld',
          reason: 'no common members',
          text: { en: 'no common members', kk: 'no common members', ru: 'no common members' },
        },
      ],
    },
    findings,
    clusters: [cluster],
    entities: members
      .map((id) => ({
        id,
        score: high.has(id) ? 0.72 : medium.has(id) ? 0.41 : 0.12,
        cluster: cluster.id,
        indicators: contributions.slice(0, 2),
      }))
      .sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1)),
    timings: { detect: 12 },
  });
}
