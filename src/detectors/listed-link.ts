import { knownValues, unknownValues } from '../graph/known-values.ts';
import { type ListedLinks, listedLinks } from '../graph/listed-links.ts';
import { type ListedAs, listedOn } from '../graph/listings.ts';
import type { Projection } from '../graph/projection.ts';
import { type Severity, TAINT_LISTS, type Texts } from '../model/vocabulary.ts';
import type { Detection, Detector, Draft, OptionValues } from './detector.ts';
import { FIRMS_THAT_SHARE } from './shared/options.ts';

/** A firm that shares a person, an address unit, a contact or an account with a listed one, itself or over other firms. */
export const listedLink: Detector = {
  indicator: 'R06',
  name: 'listed-link',
  version: 1,
  family: 'taint',
  nature: 'state',
  subjects: ['company'],
  source: 'FATF, Recommendations 10 and 24; practice of the tax service on firms around false ones; limits ours',
  inputs: [
    'lists.list',
    [
      'roles.role',
      'companies.address',
      'addresses.address',
      'companies.phone',
      'companies.email',
      'contacts.value',
      'accounts.holder_id',
    ],
  ],
  options: {
    lists: {
      default: TAINT_LISTS,
      unit: 'text',
      ours: false,
      text: {
        en: 'Lists that make a firm a listed one',
        kk: 'Фирма тізімге енген болып саналатын тізімдер',
        ru: 'Списки, попадание в которые считается',
      },
    },
    statuses: {
      default: [],
      unit: 'text',
      ours: false,
      text: {
        en: 'Statuses in the register that mean dissolved by court as a false firm',
        kk: 'Тізілімдегі «сот жалған фирма ретінде жойған» дегенді білдіретін мәртебелер',
        ru: 'Статусы в реестре, означающие ликвидацию судом как лжепредприятия',
      },
    },
    hops: {
      default: 3,
      unit: 'count',
      ours: false,
      min: 1,
      max: 3,
      text: { en: 'Most steps', kk: 'Қадамдардың ең көп саны', ru: 'Наибольшее число шагов' },
    },
    maxFirms: { ...FIRMS_THAT_SHARE, default: 200 },
    minWeight: {
      default: 0.5,
      unit: 'share',
      ours: true,
      min: 0,
      text: {
        en: 'Least weight of a common address or contact',
        kk: 'Ортақ мекенжай не байланыстың ең аз салмағы',
        ru: 'Наименьший вес общего адреса или контакта',
      },
    },
  },
  texts: {
    title: {
      en: 'Near a listed firm',
      kk: 'Тізімдегі фирмаға жақын',
      ru: 'Рядом с фирмой из списка',
    },
    definition: {
      en: 'An active firm shares a founder, head or owner, an address unit, a phone, an e-mail or an account with a firm on the lists {lists}: high risk at one step, a warning at two, a hint at three; at most {hops}. What more than {maxFirms} firms share does not count, nor an address or contact of more than a few firms, nor listed business centres.',
      kk: 'Жұмыс істеп тұрған фирманың {lists} тізімдеріндегі фирмамен ортақ құрылтайшысы, басшысы не иесі, бөлмесі, телефоны, электрондық поштасы не шоты бар: бір қадам — жоғары тәуекел, екі қадам — ескерту, үш қадам — белгі; ең көбі {hops}. {maxFirms} фирмадан көбіне ортақ мән, бірнеше фирмадан көбіне ортақ мекенжай не байланыс, тізімдегі бизнес-орталықтар есепке алынбайды.',
      ru: 'У действующей фирмы общий учредитель, руководитель или владелец, помещение, телефон, электронная почта или счёт с фирмой из списков {lists}: один шаг — высокий риск, два — предупреждение, три — подсказка; не больше {hops}. Общее более чем у {maxFirms} фирм не в счёт, как и адрес или контакт, общий больше чем у нескольких фирм, и бизнес-центры из списка.',
    },
    sentence: {
      en: '{hops, plural, =1 {{firm} shares {kind, select, address {the address} contact {the contact} account {the account} company {the company} other {the person}} {value} with {listed}, {list, select, PSEUDO_COMPANY {listed as a false firm} WRONG_ADDRESS {listed as absent at its address} INVALID_REGISTRATION {listed for an invalid registration} SANCTIONED {on a sanctions list} TERRORISM_FINANCING {on the list linked to the financing of terrorism} other {on the list {list}}}.} other {{firm} is # steps from {listed}, {list, select, PSEUDO_COMPANY {listed as a false firm} WRONG_ADDRESS {listed as absent at its address} INVALID_REGISTRATION {listed for an invalid registration} SANCTIONED {on a sanctions list} TERRORISM_FINANCING {on the list linked to the financing of terrorism} other {on the list {list}}}; the way leads over {way}.}}',
      kk: '{hops, plural, =1 {{firm} пен {listed} фирмасына {kind, select, address {мекенжай} contact {байланыс} account {шот} company {компания} other {адам}} ортақ: {value}.} other {{firm} мен {listed} арасында # қадам бар; жол: {way}.}} {listed} {list, select, PSEUDO_COMPANY {жалған фирмалар тізімінде} WRONG_ADDRESS {мекенжайында жоқтар тізімінде} INVALID_REGISTRATION {тіркелуі жарамсыздар тізімінде} SANCTIONED {санкциялар тізімінде} TERRORISM_FINANCING {терроризмді қаржыландырумен байланысты тізімде} other {{list} тізімінде}} тұр.',
      ru: '{hops, plural, =1 {У {firm} и {listed} {kind, select, address {общий адрес} contact {общий контакт} account {общий счёт} company {общая компания} other {общее лицо}} — {value}.} one {От {firm} до {listed} # шаг; путь: {way}.} few {От {firm} до {listed} # шага; путь: {way}.} other {От {firm} до {listed} # шагов; путь: {way}.}} {listed} — {list, select, PSEUDO_COMPANY {в списке лжепредприятий} WRONG_ADDRESS {в списке отсутствующих по адресу} INVALID_REGISTRATION {в списке фирм с недействительной регистрацией} SANCTIONED {в санкционном списке} TERRORISM_FINANCING {в перечне, связанном с финансированием терроризма} other {в списке {list}}}.',
    },
    evidence: {
      hops: {
        en: 'Steps to the listed firm',
        kk: 'Тізімдегі фирмаға дейінгі қадамдар',
        ru: 'Шагов до фирмы из списка',
      },
      list: { en: 'The other firm is on the list', kk: 'Екінші фирма тізімде', ru: 'Другая фирма в списке' },
    },
  },
  detect,
};

const SEVERITY: readonly Severity[] = ['high', 'high', 'medium', 'low'];

function detect(projection: Projection, options: OptionValues): Detection {
  const { nodes, companies } = projection;
  const { start, end } = nodes.range.company;
  const listed = listedFirms(projection, options);
  const links = listedLinks(
    projection,
    [...listed.keys()].map((node) => node - start),
    {
      maxHops: options.hops as number,
      maxFirms: options.maxFirms as number,
      minWeight: options.minWeight as number,
    },
  );
  if (listed.size === 0) return { findings: [], measured: null, notes: [NO_LISTED] };
  const values = unknownValues(nodes.count);
  const findings: Draft[] = [];
  for (let firm = start; firm < end; firm++) {
    const hops = links.hops[firm - start]!;
    if (hops === 0 || !companies.active[firm - start]) continue;
    values[firm] = hops < 0 ? 0 : 1 / hops;
    if (hops > 0) findings.push(draftOf(projection, options, firm, hops, links, listed));
  }
  return {
    findings,
    measured: knownValues(values),
    ...(links.cut > 0 && { notes: [cutNote(links.cut, options)] }),
  };
}

/** Listed firms by node, ascending, with the rows that say so. */
function listedFirms(projection: Projection, options: OptionValues): Map<number, ListedAs> {
  const { nodes, companies } = projection;
  const { start, end } = nodes.range.company;
  const found = new Map<number, ListedAs>();
  for (const [node, listed] of listedOn(projection, options.lists as readonly string[])) {
    if (node >= start && node < end) found.set(node, listed);
  }
  const statuses = new Set(options.statuses as readonly string[]);
  if (statuses.size === 0) return found;
  for (let i = 0; i < companies.count; i++) {
    const status = companies.status[i]! < 0 ? '' : companies.text(companies.status[i]!);
    if (!statuses.has(status) || found.has(start + i)) continue;
    found.set(start + i, { lists: [status], rows: [{ table: 'companies', row: companies.row[i]! }], entries: [] });
  }
  return new Map([...found].sort(([a], [b]) => a - b));
}

function draftOf(
  { nodes }: Projection,
  options: OptionValues,
  firm: number,
  hops: number,
  links: ListedLinks,
  listed: ReadonlyMap<number, ListedAs>,
): Draft {
  const way = links.wayOf(firm - nodes.range.company.start);
  const last = way.nodes.at(-1)!;
  const { lists, rows } = listed.get(last)!;
  // Where one firm founded the other, the way has no value between them.
  const value = way.nodes[1]!;
  return {
    subjects: [firm],
    score: 1 / hops,
    severity: SEVERITY[hops]!,
    evidence: [
      { what: 'hops', value: hops, threshold: options.hops as number, unit: 'count', rows: way.rows },
      { what: 'list', value: lists[0]!, unit: 'text', rows },
    ],
    values: {
      firm: { node: firm },
      hops,
      listed: { node: last },
      list: lists[0]!,
      kind: nodes.kind(value),
      value: { node: value },
      way: { nodes: way.nodes.slice(1, -1) },
    },
  };
}

function cutNote(cut: number, { maxFirms }: OptionValues): Texts {
  return {
    en: `${cut} people, accounts, addresses and contacts that too many firms share (people and accounts more than ${maxFirms}) were not followed to listed firms.`,
    kk: `Тым көп фирмаға ортақ ${cut} адам, шот, мекенжай мен байланыс (адам мен шот — ${maxFirms} фирмадан көбіне) арқылы тізімдегі фирмаларға жол ізделмеді.`,
    ru: `Через лица, счета, адреса и контакты, общие слишком у многих фирм (всего ${cut}; лица и счета — более чем у ${maxFirms}), путь к фирмам из списков не искался.`,
  };
}

const NO_LISTED = {
  en: 'Nearness to listed firms could not be measured: no firm in the data is on such a list.',
  kk: 'Тізімдегі фирмаларға жақындықты өлшеу мүмкін болмады: деректерде ондай тізімде тұрған фирма жоқ.',
  ru: 'Близость к фирмам из списков не измерена: в данных нет ни одной фирмы из таких списков.',
};
