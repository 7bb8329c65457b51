import { knownValues, unknownValues } from '../graph/known-values.ts';
import { hasList, type ListedAs, listedOn } from '../graph/listings.ts';
import type { Projection, RowRef } from '../graph/projection.ts';
import { rowOf } from '../graph/row-ref.ts';
import { isValidNow } from '../graph/valid-now.ts';
import { citationOf, listsOf, PERSON_GROUNDS } from '../model/statutory-grounds.ts';
import { ROLES, type Texts } from '../model/vocabulary.ts';
import type { Detection, Detector, Draft, OptionValues } from './detector.ts';

const FOUNDER = ROLES.indexOf('founder');
const EXECUTIVE = ROLES.indexOf('executive');

/** Statutory ground: Law of the Republic of Kazakhstan No. 2198 of 17.04.1995, Art. 11, sub-paragraphs 4-1 to 4-3 and later ones. */
export const personStatus: Detector = {
  indicator: 'R05',
  name: 'person-status',
  version: 1,
  family: 'lists',
  nature: 'statutory',
  subjects: ['company', 'person'],
  source: citationOf(PERSON_GROUNDS),
  inputs: ['roles.role', 'lists.list'],
  options: {
    lists: {
      default: listsOf(PERSON_GROUNDS),
      unit: 'text',
      ours: false,
      text: {
        en: 'Lists that keep a person from founding or heading a firm',
        kk: 'Тұлғаға фирма құруға не басқаруға мүмкіндік бермейтін тізімдер',
        ru: 'Списки, из-за которых лицо не может учредить или возглавить фирму',
      },
    },
  },
  texts: {
    title: {
      en: 'The status of a founder or head rules out registration',
      kk: 'Құрылтайшының не басшының мәртебесі тіркеуге мүмкіндік бермейді',
      ru: 'Статус учредителя или руководителя исключает регистрацию',
    },
    definition: {
      en: 'Someone on one of the lists {lists} heads or founded an active firm. Law No. 2198, Art. 11 (4-1), (4-2), (4-3).',
      kk: '{lists} тізімдерінің бірінде тұрған тұлға жұмыс істеп тұрған фирманы басқарады не оның құрылтайшысы. № 2198 Заң, 11-бап, 4-1), 4-2), 4-3) тармақшалар.',
      ru: 'Лицо из одного из списков {lists} руководит действующей фирмой или учредило её. Закон № 2198, ст. 11, подпункты 4-1), 4-2), 4-3).',
    },
    sentence: {
      en: '{holder} {status, select, TERRORISM_FINANCING {is on the list linked to the financing of terrorism} PERSON_INCAPABLE {is entered as legally incapable} PERSON_MISSING {is entered as missing} PERSON_DEAD {is entered as dead} other {is on the list {status}}} and stands as founder or head of {count, plural, one {the active firm} other {# active firms}}: {firms}.',
      kk: '{holder} {status, select, TERRORISM_FINANCING {терроризмді қаржыландырумен байланысты тізімде тұр} PERSON_INCAPABLE {әрекетке қабілетсіз деп жазылған} PERSON_MISSING {хабарсыз кеткен деп жазылған} PERSON_DEAD {қайтыс болған деп жазылған} other {{status} тізімінде тұр}}, әрі жұмыс істеп тұрған {count} фирманың құрылтайшысы не басшысы болып көрсетілген: {firms}.',
      ru: '{holder} {status, select, TERRORISM_FINANCING {состоит в перечне, связанном с финансированием терроризма,} PERSON_INCAPABLE {значится недееспособным лицом} PERSON_MISSING {значится безвестно отсутствующим лицом} PERSON_DEAD {значится умершим лицом} other {состоит в списке {status}}} и указан учредителем или руководителем {count, plural, one {# действующей фирмы} other {# действующих фирм}}: {firms}.',
    },
    evidence: {
      status: { en: 'On the list', kk: 'Тізімде тұр', ru: 'В списке' },
      firms: {
        en: 'Active firms headed or founded',
        kk: 'Басқаратын не құрған жұмыс істеп тұрған фирмалар',
        ru: 'Действующих фирм, учреждённых или возглавляемых',
      },
    },
  },
  detect,
};

function detect(projection: Projection, options: OptionValues): Detection {
  const lists = options.lists as readonly string[];
  if (!hasList(projection, lists)) return { findings: [], measured: null, notes: [noListNote(lists)] };
  const { roles, nodes } = projection;
  const values = unknownValues(nodes.count);
  for (let edge = 0; edge < roles.count; edge++) {
    if (!binds(projection, edge)) continue;
    values[roles.from[edge]!] = 0;
    values[roles.to[edge]!] = 0;
  }
  const findings: Draft[] = [];
  for (const [holder, listed] of listedOn(projection, lists)) {
    const { firms, rows } = boundFirms(projection, holder);
    if (firms.length === 0) continue;
    for (const node of [holder, ...firms]) values[node] = 1;
    findings.push(draftOf(holder, listed, firms, rows));
  }
  return { findings, measured: knownValues(values) };
}

/** Whether a role makes its holder founder or head of an active firm now. */
function binds(projection: Projection, edge: number): boolean {
  const { roles, companies, nodes } = projection;
  if (roles.role[edge] !== FOUNDER && roles.role[edge] !== EXECUTIVE) return false;
  return isValidNow(projection, roles, edge) && companies.active[roles.to[edge]! - nodes.range.company.start] === 1;
}

function boundFirms(projection: Projection, holder: number): { firms: number[]; rows: RowRef[] } {
  const { roles } = projection;
  const firms: number[] = [];
  const rows: RowRef[] = [];
  for (let i = roles.out.offsets[holder]!; i < roles.out.offsets[holder + 1]!; i++) {
    const edge = roles.out.edges[i]!;
    if (!binds(projection, edge)) continue;
    if (firms.at(-1) !== roles.to[edge]) firms.push(roles.to[edge]!);
    rows.push(rowOf(roles, edge));
  }
  return { firms, rows };
}

function draftOf(holder: number, { lists, rows }: ListedAs, firms: number[], roleRows: RowRef[]): Draft {
  return {
    subjects: [holder, ...firms],
    score: 1,
    severity: 'high',
    evidence: [
      ...lists.map((list) => ({ what: 'status', value: list, unit: 'text' as const, rows })),
      { what: 'firms', value: firms.length, threshold: 1, unit: 'count', rows: roleRows },
    ],
    values: { holder: { node: holder }, status: lists[0]!, count: firms.length, firms: { nodes: firms } },
  };
}

function noListNote(lists: readonly string[]): Texts {
  const names = lists.join(', ');
  return {
    en: `The status of founders and heads could not be checked: none of the lists ${names} is in the data.`,
    kk: `Құрылтайшылар мен басшылардың мәртебесін тексеру мүмкін болмады: ${names} тізімдерінің бірде-бірі деректерде жоқ.`,
    ru: `Статус учредителей и руководителей не проверен: ни одного из списков ${names} в данных нет.`,
  };
}
