import { completedMonths } from '../graph/months.ts';
import type { Projection, RowRef } from '../graph/projection.ts';
import { rowOf } from '../graph/row-ref.ts';
import { isValidNow } from '../graph/valid-now.ts';
import { NO_DAY } from '../model/time.ts';
import { ROLES } from '../model/vocabulary.ts';
import type { Detection, Detector, Draft, OptionValues } from './detector.ts';

const FOUNDER = ROLES.indexOf('founder');
const EXECUTIVE = ROLES.indexOf('executive');

/** Very young or very old founders and heads. Age describes a class of people: it is named to the reader and never counts in a score. */
export const unusualPerson: Detector = {
  indicator: 'R18',
  name: 'unusual-person',
  version: 1,
  family: 'life',
  nature: 'context',
  subjects: ['person', 'company'],
  source: 'Practice of banks and tax services on nominee heads; ages are ours',
  inputs: ['persons.birth_date', 'roles.role'],
  options: {
    young: {
      default: 21,
      unit: 'count',
      ours: true,
      min: 0,
      text: {
        en: 'Age under which it is named',
        kk: 'Осыдан төмен жас аталады',
        ru: 'Возраст, ниже которого он называется',
      },
    },
    old: {
      default: 75,
      unit: 'count',
      ours: true,
      min: 0,
      text: {
        en: 'Age over which it is named',
        kk: 'Осыдан жоғары жас аталады',
        ru: 'Возраст, выше которого он называется',
      },
    },
  },
  texts: {
    title: {
      en: 'Unusual age of a founder or head',
      kk: 'Құрылтайшының не басшының жасы ерекше',
      ru: 'Необычный возраст учредителя или руководителя',
    },
    definition: {
      en: 'A founder or head of an active firm is under {young} or over {old} years old on the as-of day, by the date of birth in the data. Context only: it never counts in a score.',
      kk: 'Жұмыс істеп тұрған фирманың құрылтайшысы не басшысы есеп күні, деректердегі туған күні бойынша, {young} жасқа толмаған немесе {old} жастан асқан. Тек мәлімет: ұпайға ешқашан қосылмайды.',
      ru: 'Учредителю или руководителю действующей фирмы на отчётный день, по дате рождения в данных, меньше {young} или больше {old} лет. Только справка: в оценке не учитывается.',
    },
    sentence: {
      en: '{holder}, {age} years old, is founder or head of {count, plural, one {the active firm} other {# active firms}} {firms}.',
      kk: '{age} жастағы {holder} жұмыс істеп тұрған {count} фирманың құрылтайшысы не басшысы: {firms}.',
      ru: '{holder}, возраст {age}, — учредитель или руководитель {count, plural, one {действующей фирмы} other {# действующих фирм}}: {firms}.',
    },
    evidence: {
      age: { en: 'Age in completed years', kk: 'Жасы, толық жыл', ru: 'Полных лет' },
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
  const { nodes, persons, asOfDay } = projection;
  const young = options.young as number;
  const old = options.old as number;
  const findings: Draft[] = [];
  for (let i = 0; i < persons.count; i++) {
    const born = persons.birthDay[i]!;
    if (born === NO_DAY || born > asOfDay) continue;
    const age = Math.floor(completedMonths(born, asOfDay) / 12);
    if (age >= young && age <= old) continue;
    const person = nodes.range.person.start + i;
    const { firms, rows } = firmsOf(projection, person);
    if (firms.length === 0) continue;
    findings.push({
      subjects: [person, ...firms],
      score: age < young ? (young - age) / young : (age - old) / age,
      severity: 'low',
      evidence: [
        {
          what: 'age',
          value: age,
          threshold: age < young ? young : old,
          unit: 'count',
          rows: [{ table: 'persons', row: persons.row[i]! }],
        },
        { what: 'firms', value: firms.length, unit: 'count', rows },
      ],
      values: { holder: { node: person }, age, count: firms.length, firms: { nodes: firms } },
    });
  }
  return { findings, measured: null };
}

function firmsOf(projection: Projection, person: number): { firms: number[]; rows: RowRef[] } {
  const { roles, companies, nodes } = projection;
  const firms: number[] = [];
  const rows: RowRef[] = [];
  for (let i = roles.out.offsets[person]!; i < roles.out.offsets[person + 1]!; i++) {
    const edge = roles.out.edges[i]!;
    const role = roles.role[edge]!;
    const firm = roles.to[edge]!;
    if ((role !== FOUNDER && role !== EXECUTIVE) || !isValidNow(projection, roles, edge)) continue;
    if (!companies.active[firm - nodes.range.company.start]) continue;
    if (firms.at(-1) !== firm) firms.push(firm);
    rows.push(rowOf(roles, edge));
  }
  return { firms, rows };
}
