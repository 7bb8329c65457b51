import { knownValues, unknownValues } from '../graph/known-values.ts';
import { stakeRows } from '../graph/ownership.ts';
import type { Projection } from '../graph/projection.ts';
import { type RegistrationBurst, registrationBursts } from '../graph/registration-bursts.ts';
import { whitelistedAddresses } from '../graph/whitelist.ts';
import { formatDay, NO_DAY } from '../model/time.ts';
import type { Texts } from '../model/vocabulary.ts';
import type { Detection, Detector, Draft, OptionValues } from './detector.ts';
import { GROUPS_ONCE } from './shared/options.ts';

/** Several firms registered by one person or at one address within days: made in stock (the numbers are ours). */
export const incorporationBurst: Detector = {
  indicator: 'R14',
  name: 'incorporation-burst',
  version: 1,
  family: 'life',
  nature: 'event',
  subjects: ['company', 'person'],
  source:
    'Typologies of shell companies made in stock (FATF/Egmont 2018, Annex E); bursts against the own pace after Poisson',
  inputs: ['companies.registered_at', ['roles.role', 'companies.address', 'addresses.address']],
  options: {
    firms: {
      default: 3,
      unit: 'count',
      ours: true,
      min: 2,
      text: {
        en: 'Fewest groups of firms in a window',
        kk: 'Аралықтағы фирма топтарының ең аз саны',
        ru: 'Наименьшее число групп фирм за период',
      },
    },
    days: {
      default: 7,
      unit: 'days',
      ours: true,
      min: 0,
      text: {
        en: 'Days from the first registration to the last',
        kk: 'Бірінші тіркеуден соңғысына дейінгі күндер',
        ru: 'Дней от первой регистрации до последней',
      },
    },
    groups: GROUPS_ONCE,
    chance: {
      default: 0.05,
      unit: 'share',
      ours: true,
      min: 0,
      text: {
        en: 'Such windows that the own pace may give by chance before they count as usual',
        kk: 'Қалыпты саналмас бұрын өз қарқыны кездейсоқ бере алатын осындай аралықтар саны',
        ru: 'Сколько таких периодов может дать собственный темп случайно, прежде чем они станут обычными',
      },
    },
  },
  texts: {
    title: {
      en: 'Several firms registered within days',
      kk: 'Бірнеше күнде бірнеше фирма тіркелген',
      ru: 'Несколько фирм зарегистрировано за считаные дни',
    },
    definition: {
      en: 'One founder or first head, or one address, with at least {firms} groups of firms registered within {days} days; listed business centres are exempt, and so is what the own pace of registrations explains.',
      kk: 'Бір құрылтайшы не алғашқы басшы атына немесе бір мекенжайда {days} күн ішінде кемінде {firms} фирма тобы тіркелген; тізімдегі бизнес-орталықтар мен өз тіркеу қарқынымен түсіндірілетін жағдайлар есепке алынбайды.',
      ru: 'На одного учредителя или первого руководителя либо по одному адресу за {days} дней зарегистрировано не менее {firms} групп фирм; бизнес-центры из списка и то, что объясняется обычным темпом регистраций, исключены.',
    },
    sentence: {
      en: '{kind, select, address {At {value}} other {With {value} as founder or head}} {count, plural, one {# firm was} other {# firms were}} registered {spread, plural, =0 {on {first}} other {from {first} to {last}}}: {firms}.{windows, plural, one {} other { There were # such windows.}}',
      kk: '{kind, select, address {{value} мекенжайында} other {Құрылтайшысы не басшысы {value} болып}} {spread, plural, =0 {{first} күні} other {{first} – {last} аралығында}} {count} фирма тіркелді: {firms}.{windows, plural, one {} other { Мұндай аралықтар саны: #.}}',
      ru: '{kind, select, address {По адресу {value}} other {Учредитель или руководитель {value}:}} {spread, plural, =0 {{first}} other {с {first} по {last}}} {count, plural, one {зарегистрирована # фирма} few {зарегистрированы # фирмы} other {зарегистрировано # фирм}}: {firms}.{windows, plural, one {} other { Таких периодов: #.}}',
    },
    evidence: {
      groups: {
        en: 'Unrelated groups of firms in the window',
        kk: 'Аралықтағы өзара байланыссыз фирма топтары',
        ru: 'Не связанных между собой групп фирм за период',
      },
      firms: { en: 'Firms in the window', kk: 'Аралықтағы фирмалар', ru: 'Фирм за период' },
      from: { en: 'First day of the window', kk: 'Аралықтың бірінші күні', ru: 'Первый день периода' },
    },
  },
  detect,
};

function detect(projection: Projection, options: OptionValues): Detection {
  const { companies, nodes, roles, sites } = projection;
  const { start } = nodes.range.company;
  const least = options.firms as number;
  const exempt = whitelistedAddresses(projection);
  const buildingOf = new Map<number, number>();
  if (exempt.size > 0) for (let i = 0; i < sites.count; i++) buildingOf.set(sites.to[i]!, sites.building[i]!);
  const isExempt = (value: number) => exempt.has(value) || exempt.has(buildingOf.get(value) ?? -1);
  const { bursts, usual } = registrationBursts(projection, isExempt, {
    firms: least,
    days: options.days as number,
    groups: options.groups as boolean,
    chance: options.chance as number,
  });
  const values = unknownValues(nodes.count);
  for (let i = 0; i < companies.count; i++) {
    const firm = start + i;
    const seen =
      roles.in.offsets[firm + 1]! - roles.in.offsets[firm]! + sites.out.offsets[firm + 1]! - sites.out.offsets[firm]!;
    if (companies.registeredDay[i] !== NO_DAY && seen > 0) values[firm] = 0;
  }
  const findings = bursts.map((burst) => {
    const draft = draftOf(projection, burst, least);
    for (const node of draft.subjects) if (!(values[node]! >= draft.score)) values[node] = draft.score;
    return draft;
  });
  return { findings, measured: knownValues(values), ...(usual > 0 && { notes: [usualNote(usual)] }) };
}

function draftOf(projection: Projection, { value, windows, rows }: RegistrationBurst, least: number): Draft {
  const { nodes, companies } = projection;
  const isAddress = nodes.kind(value) === 'address';
  const fullest = windows.reduce((best, window) => (window.groups > best.groups ? window : best));
  const firms = [...new Set(windows.flatMap((window) => window.firms))];
  const companyRows = firms.map((firm) => ({
    table: 'companies' as const,
    row: companies.row[firm - nodes.range.company.start]!,
  }));
  const all = [...companyRows, ...rows];
  return {
    subjects: isAddress || firms.includes(value) ? firms : [value, ...firms],
    score: fullest.groups / (fullest.groups + least),
    severity: 'medium',
    interval: { from: formatDay(fullest.first), to: formatDay(fullest.last) },
    evidence: windows.flatMap((window) => [
      { what: 'from', value: formatDay(window.first), unit: 'date' as const, rows: all },
      {
        what: 'groups',
        value: window.groups,
        threshold: least,
        unit: 'count' as const,
        rows: [...all, ...stakeRows(projection, window.firms)],
      },
      { what: 'firms', value: window.firms.length, unit: 'count' as const, rows: all },
    ]),
    values: {
      kind: isAddress ? 'address' : 'holder',
      value: { node: value },
      count: fullest.firms.length,
      firms: { nodes: fullest.firms },
      spread: fullest.last - fullest.first,
      first: { day: fullest.first },
      last: { day: fullest.last },
      windows: windows.length,
    },
  };
}

function usualNote(usual: number): Texts {
  return {
    en: `${usual} people or addresses register so many firms that several within days are their usual pace; those windows are not reported.`,
    kk: `${usual} адам не мекенжай атына фирма көп тіркелетіндіктен, бірнеше күнде бірнешеуі — әдеттегі қарқыны; ол аралықтар көрсетілмейді.`,
    ru: `Лица и адреса (всего ${usual}), на которые регистрируют столько фирм, что несколько за считаные дни — их обычный темп; эти периоды не показаны.`,
  };
}
