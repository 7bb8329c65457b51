import { changeDays, fullestDays, type Held } from '../graph/changes.ts';
import { knownValues, unknownValues } from '../graph/known-values.ts';
import { monthsAfter } from '../graph/months.ts';
import type { Projection, RowRef } from '../graph/projection.ts';
import { rowOf } from '../graph/row-ref.ts';
import { formatDay, NO_DAY } from '../model/time.ts';
import { ROLES } from '../model/vocabulary.ts';
import type { Detection, Detector, Draft, OptionValues } from './detector.ts';

const FOUNDER = ROLES.indexOf('founder');
const EXECUTIVE = ROLES.indexOf('executive');

/** Founder or head changes again and again, or just before the firm ends: typologies of shell companies; the numbers are ours. */
export const controlChurn: Detector = {
  indicator: 'R13',
  name: 'control-churn',
  version: 1,
  family: 'life',
  nature: 'state',
  subjects: ['company'],
  source: 'FATF/Egmont, Concealment of Beneficial Ownership (2018), Annex E: frequent or late changes of control',
  inputs: ['roles.role', 'roles.from'],
  options: {
    changes: {
      default: 3,
      unit: 'count',
      ours: true,
      min: 1,
      text: { en: 'Fewest changes', kk: 'Өзгерістердің ең аз саны', ru: 'Наименьшее число смен' },
    },
    months: {
      default: 12,
      unit: 'count',
      ours: true,
      min: 1,
      text: { en: 'Within so many months', kk: 'Неше ай ішінде', ru: 'За сколько месяцев' },
    },
    before: {
      default: 90,
      unit: 'days',
      ours: true,
      min: 0,
      text: {
        en: 'Days before the firm ended in which one change is enough',
        kk: 'Фирма жойылғанға дейінгі бір өзгеріс жеткілікті болатын күн саны',
        ru: 'За сколько дней до ликвидации достаточно одной смены',
      },
    },
  },
  texts: {
    title: {
      en: 'Founder or head changes often, or just before the end',
      kk: 'Құрылтайшы не басшы жиі немесе жойылар алдында ауысады',
      ru: 'Учредитель или руководитель часто меняется или сменился перед ликвидацией',
    },
    definition: {
      en: 'At least {changes} changes of founder or head within {months} months, or one at most {before} days before the firm was dissolved. First appointments are no changes; what changes on one day counts once.',
      kk: '{months} ай ішінде құрылтайшы не басшы кемінде {changes} рет ауысқан немесе фирма жойылғанға дейін ең көбі {before} күн бұрын бір рет ауысқан. Алғашқы тағайындау өзгеріс емес; бір күнгі өзгерістер бір рет саналады.',
      ru: 'Не менее {changes} смен учредителя или руководителя за {months} месяцев либо одна не ранее чем за {before} дней до ликвидации. Первое назначение сменой не считается; смены одного дня считаются за одну.',
    },
    sentence: {
      en: '{many, select, yes {Founder or head of {firm} changed {changes, plural, one {once} other {# times}} between {first} and {last}.} other {}}{late, select, yes {{many, select, yes { } other {}}{many, select, yes {The last change} other {A change of founder or head of {firm}}} came {days, plural, =0 {on the day} one {# day before} other {# days before}} it was dissolved on {dissolved}.} other {}}',
      kk: '{many, select, yes {{firm} құрылтайшысы не басшысы {first} – {last} аралығында {changes} рет ауысты.} other {}}{late, select, yes {{many, select, yes { } other {}}{many, select, yes {Соңғы өзгеріс} other {{firm} құрылтайшысының не басшысының ауысуы}} {dissolved} күні жойылғанға дейін {days} күн бұрын болды.} other {}}',
      ru: '{many, select, yes {Учредитель или руководитель {firm} сменился {changes, plural, one {# раз} few {# раза} other {# раз}} с {first} по {last}.} other {}}{late, select, yes {{many, select, yes { } other {}}{many, select, yes {Последняя смена} other {Смена учредителя или руководителя {firm}}} произошла {days, plural, =0 {в день} one {за # день до} few {за # дня до} other {за # дней до}} ликвидации {dissolved}.} other {}}',
    },
    evidence: {
      changes: { en: 'Changes in the window', kk: 'Аралықтағы өзгерістер', ru: 'Смен за период' },
      late: {
        en: 'Days from the last change to dissolution',
        kk: 'Соңғы өзгерістен жойылғанға дейінгі күндер',
        ru: 'Дней от последней смены до ликвидации',
      },
    },
  },
  detect,
};

function detect(projection: Projection, options: OptionValues): Detection {
  const { companies, nodes } = projection;
  const start = nodes.range.company.start;
  const least = options.changes as number;
  const months = options.months as number;
  const before = options.before as number;
  const values = unknownValues(nodes.count);
  const findings: Draft[] = [];
  for (let firm = start; firm < nodes.range.company.end; firm++) {
    const { days, known } = controlChanges(projection, firm);
    if (!known) continue;
    const window = fullestDays(days, (first, last) => last <= monthsAfter(first, months));
    const dissolved = companies.dissolvedDay[firm - start]!;
    const late = dissolved === NO_DAY ? [] : days.filter((day) => day <= dissolved && day >= dissolved - before);
    const value = window.length / (window.length + least);
    values[firm] = late.length > 0 ? Math.max(value, 0.5) : value;
    const many = window.length >= least;
    if (!many && late.length === 0) continue;
    findings.push(draftOf(projection, options, firm, many ? window : late, late, many, values[firm]!));
  }
  return { findings, measured: knownValues(values) };
}

/** Days on which heads or founders of a firm changed; `known` where the start or end of a role is. */
function controlChanges({ roles }: Projection, firm: number): { days: number[]; known: boolean } {
  const held: Record<number, Held[]> = { [FOUNDER]: [], [EXECUTIVE]: [] };
  let known = false;
  for (let i = roles.in.offsets[firm]!; i < roles.in.offsets[firm + 1]!; i++) {
    const edge = roles.in.edges[i]!;
    const fromDay = roles.fromDay[edge]!;
    const toDay = roles.toDay[edge]!;
    known ||= fromDay !== NO_DAY || toDay !== NO_DAY;
    held[roles.role[edge]!]?.push({ value: roles.from[edge]!, fromDay, toDay });
  }
  const days = Object.values(held).flatMap((list) => (list.length < 2 ? [] : changeDays(list)));
  return { days: [...new Set(days)].sort((a, b) => a - b), known };
}

function draftOf(
  projection: Projection,
  options: OptionValues,
  firm: number,
  days: readonly number[],
  late: readonly number[],
  many: boolean,
  score: number,
): Draft {
  const { companies, nodes } = projection;
  const at = firm - nodes.range.company.start;
  const dissolved = companies.dissolvedDay[at]!;
  const last = late.at(-1);
  const isLate = last !== undefined;
  const first = days[0]!;
  const end = days.at(-1)!;
  return {
    subjects: [firm],
    score,
    severity: 'medium',
    interval: { from: formatDay(first), to: formatDay(end) },
    evidence: [
      ...(many
        ? [
            {
              what: 'changes',
              value: days.length,
              threshold: options.changes as number,
              unit: 'count' as const,
              rows: roleRows(projection, firm, new Set(days)),
            },
          ]
        : []),
      ...(isLate
        ? [
            {
              what: 'late',
              value: dissolved - last,
              threshold: options.before as number,
              unit: 'days' as const,
              rows: [
                ...roleRows(projection, firm, new Set(late)),
                { table: 'companies' as const, row: companies.row[at]! },
              ],
            },
          ]
        : []),
    ],
    values: {
      firm: { node: firm },
      many: many ? 'yes' : 'no',
      changes: days.length,
      first: { day: first },
      last: { day: end },
      late: isLate ? 'yes' : 'no',
      days: isLate ? dissolved - last : 0,
      dissolved: isLate ? { day: dissolved } : '',
    },
  };
}

/** Rows of the roles of founders and heads that began or ended on one of the days. */
function roleRows({ roles }: Projection, firm: number, days: ReadonlySet<number>): RowRef[] {
  const rows: RowRef[] = [];
  for (let i = roles.in.offsets[firm]!; i < roles.in.offsets[firm + 1]!; i++) {
    const edge = roles.in.edges[i]!;
    if (roles.role[edge] !== FOUNDER && roles.role[edge] !== EXECUTIVE) continue;
    if (days.has(roles.fromDay[edge]!) || days.has(roles.toDay[edge]!)) rows.push(rowOf(roles, edge));
  }
  return rows;
}
