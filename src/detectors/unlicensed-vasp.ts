import { intervalOf } from '../graph/edge-times.ts';
import { knownValues } from '../graph/known-values.ts';
import { hasList } from '../graph/listings.ts';
import { movedValues } from '../graph/moved-values.ts';
import type { Projection } from '../graph/projection.ts';
import { type UnlicensedVasp, unlicensedVasps } from '../graph/unlicensed-vasps.ts';
import { wilsonLower } from '../graph/wilson.ts';
import type { Texts } from '../model/vocabulary.ts';
import type { Detection, Detector, Draft, OptionValues } from './detector.ts';
import { LICENCE_REGISTERS, PROVIDER_LISTS } from './shared/options.ts';

/** A virtual-asset provider that is not on the AFSA register: Law of Kazakhstan on digital assets No. 193-VII of 06.02.2023; FATF recommendation 15. */
export const unlicensedVasp: Detector = {
  indicator: 'M17',
  name: 'unlicensed-vasp',
  version: 1,
  family: 'taint',
  nature: 'state',
  subjects: ['company', 'person', 'account'],
  source:
    'Law of the Republic of Kazakhstan on digital assets, No. 193-VII of 06.02.2023; AFSA register; FATF recommendation 15',
  inputs: [
    'transactions.at',
    ['lists.list', 'transactions.mcc'],
    'transactions.from_account',
    'transactions.to_account',
  ],
  options: {
    providers: PROVIDER_LISTS,
    licensed: LICENCE_REGISTERS,
    categories: {
      default: [],
      unit: 'text',
      ours: true,
      text: {
        en: 'Merchant categories (mcc) that mean a provider, for example 6051',
        kk: 'Провайдерді білдіретін сауда санаттары (mcc), мысалы 6051',
        ru: 'Категории торговцев (mcc), означающие поставщика, например 6051',
      },
    },
  },
  texts: {
    title: {
      en: 'Virtual-asset provider without a licence',
      kk: 'Лицензиясыз виртуалды актив провайдері',
      ru: 'Поставщик виртуальных активов без лицензии',
    },
    definition: {
      en: 'Transfers with a virtual-asset provider (lists: {providers}) that was on no register of licences ({licensed}) on the day.',
      kk: 'Сол күні лицензиялар тізілімінде ({licensed}) болмаған виртуалды актив провайдерімен (тізімдер: {providers}) аударымдар.',
      ru: 'Переводы с поставщиком виртуальных активов (списки: {providers}), которого в тот день не было в реестре лицензий ({licensed}).',
    },
    sentence: {
      en: '{provider} deals in virtual assets and had no licence when {clients, plural, one {# counterparty} other {# counterparties}} moved money to or from it in {count, plural, one {# transfer} other {# transfers}}.{register, select, known {} other { The register of licences is not in the data.}}',
      kk: '{provider} виртуалды активтермен айналысады және {clients} қарсы тарап онымен {count} аударым жасаған кезде лицензиясы болмаған.{register, select, known {} other { Лицензиялар тізілімі деректерде жоқ.}}',
      ru: '{provider} работает с виртуальными активами; лицензии не было, когда {clients, plural, one {# контрагент провёл} few {# контрагента провели} other {# контрагентов провели}} с этим участником {count, plural, one {# перевод} few {# перевода} other {# переводов}}.{register, select, known {} other { Реестра лицензий в данных нет.}}',
    },
    evidence: {
      transfers: {
        en: 'Transfers without a licence',
        kk: 'Лицензиясыз кездегі аударымдар',
        ru: 'Переводов без лицензии',
      },
      clients: { en: 'Accounts on the other side', kk: 'Екінші жақтағы шоттар', ru: 'Счетов с другой стороны' },
      listed: { en: 'Entries as a provider', kk: 'Провайдер ретіндегі жазбалар', ru: 'Записей о поставщике' },
    },
  },
  detect,
};

function detect(projection: Projection, options: OptionValues): Detection {
  const licensed = options.licensed as readonly string[];
  const isRegisterKnown = hasList(projection, licensed);
  const vasps = unlicensedVasps(projection, {
    providers: options.providers as readonly string[],
    licensed,
    categories: options.categories as readonly string[],
  });
  const findings = vasps.map((vasp) => draftOf(projection, vasp, isRegisterKnown));
  if (!isRegisterKnown) {
    return { findings, measured: null, ...(findings.length > 0 && { notes: [registerNote(licensed)] }) };
  }
  return { findings, measured: knownValues(measure(projection, vasps)) };
}

/** 1 for a provider; for whoever deals with one the lower bound of the share of its transfers that do. */
function measure(projection: Projection, vasps: readonly UnlicensedVasp[]): Float64Array {
  const { transfers } = projection;
  const values = movedValues(projection);
  const dealings = new Map<number, number>();
  for (const { provider, accounts, edges } of vasps) {
    const own = new Set(accounts);
    for (const edge of edges) {
      for (const account of [transfers.from[edge]!, transfers.to[edge]!]) {
        if (account >= 0 && !own.has(account)) dealings.set(account, (dealings.get(account) ?? 0) + 1);
      }
    }
    for (const node of [provider, ...accounts]) values[node] = 1;
  }
  for (const [account, count] of dealings) {
    const of = (offsets: Int32Array) => offsets[account + 1]! - offsets[account]!;
    const all = of(transfers.in.offsets) + of(transfers.out.offsets);
    if (!Number.isNaN(values[account]!)) values[account] = Math.max(values[account]!, wilsonLower(count / all, all));
  }
  return values;
}

function draftOf(projection: Projection, vasp: UnlicensedVasp, isRegisterKnown: boolean): Draft {
  const { provider, accounts, edges, clients, rows } = vasp;
  return {
    subjects: [...new Set([provider, ...accounts])],
    score: isRegisterKnown ? 1 : 0.5,
    severity: isRegisterKnown ? 'medium' : 'low',
    transfers: edges,
    interval: intervalOf(projection.transfers, edges),
    evidence: [
      { what: 'transfers', value: edges.length, threshold: 1, unit: 'count', transfers: edges },
      { what: 'clients', value: clients.length, unit: 'count', transfers: edges },
      ...(rows.length > 0 ? [{ what: 'listed', value: rows.length, unit: 'count' as const, rows }] : []),
    ],
    values: {
      provider: { node: provider },
      clients: clients.length,
      count: edges.length,
      register: isRegisterKnown ? 'known' : 'unknown',
    },
  };
}

function registerNote(lists: readonly string[]): Texts {
  const names = lists.join(', ');
  return {
    en: `The register of licences (${names}) is not in the data: whether a provider had one is unknown, and nothing was counted towards a score.`,
    kk: `Лицензиялар тізілімі (${names}) деректерде жоқ: провайдерде лицензия болғаны белгісіз, бағаға ештеңе есептелмеді.`,
    ru: `Реестра лицензий (${names}) в данных нет: была ли она у поставщика, неизвестно, в оценку ничего не засчитано.`,
  };
}
