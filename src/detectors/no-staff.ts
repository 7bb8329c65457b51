import { knownValues, unknownValues } from '../graph/known-values.ts';
import type { Projection, RowRef } from '../graph/projection.ts';
import { civilOf } from '../model/time.ts';
import type { Detection, Detector, Draft } from './detector.ts';

/** Turnover without anybody who works: no employees and no payroll in a calendar year's returns. */
export const noStaff: Detector = {
  indicator: 'R10',
  name: 'no-staff',
  version: 1,
  family: 'life',
  nature: 'state',
  subjects: ['company'],
  source: 'Bank of Russia 16-МР and 18-МР (no or little payroll); practice of the tax service',
  inputs: ['tax_returns.turnover', ['tax_returns.employees', 'tax_returns.payroll']],
  options: {},
  texts: {
    title: {
      en: 'Turnover without staff',
      kk: 'Қызметкерсіз айналым',
      ru: 'Оборот без работников',
    },
    definition: {
      en: 'A calendar year whose returns declare turnover, and neither employees nor payroll in any of them; counted by the share of the turnover of such years.',
      kk: 'Салық есептілігінде айналым көрсетілген, бірақ бірде-бір есептілікте қызметкер де, еңбекақы қоры да жоқ күнтізбелік жыл; осындай жылдар айналымының үлесі бойынша есептеледі.',
      ru: 'Календарный год, в отчётности за который есть оборот и ни в одной из деклараций нет ни работников, ни фонда оплаты труда; считается доля оборота таких лет.',
    },
    sentence: {
      en: '{firm} declared a turnover of {turnover} and no staff in {years, plural, one {the year} other {# years}} {list}.',
      kk: '{firm} {list} ({years} жыл) үшін {turnover} айналым көрсетті, қызметкерлері болмады.',
      ru: '{firm}: за {years, plural, one {# год} few {# года} other {# лет}} ({list}) заявлен оборот {turnover} и ни одного работника.',
    },
    evidence: {
      turnover: {
        en: 'Turnover of the years without staff',
        kk: 'Қызметкерсіз жылдардың айналымы',
        ru: 'Оборот за годы без работников',
      },
      employees: { en: 'Employees declared', kk: 'Көрсетілген қызметкерлер', ru: 'Заявлено работников' },
      payroll: { en: 'Payroll declared', kk: 'Көрсетілген еңбекақы қоры', ru: 'Заявленный фонд оплаты труда' },
    },
  },
  detect,
};

/** What a firm's returns of one calendar year say together. */
interface Year {
  year: number;
  turnoverMinor: number;
  /** Largest number declared, NaN where none is. */
  employees: number;
  payrollMinor: number;
  rows: RowRef[];
}

function detect(projection: Projection): Detection {
  const { nodes, taxReturns } = projection;
  const { start, end } = nodes.range.company;
  const values = unknownValues(nodes.count);
  const findings: Draft[] = [];
  for (let begin = 0, next = 0; begin < taxReturns.count; begin = next) {
    const firm = taxReturns.company[begin]!;
    for (next = begin; next < taxReturns.count && taxReturns.company[next] === firm; next++);
    if (firm < start || firm >= end) continue;
    const years = yearsOf(projection, begin, next).filter(
      ({ turnoverMinor, employees, payrollMinor }) =>
        turnoverMinor > 0 && !(Number.isNaN(employees) && Number.isNaN(payrollMinor)),
    );
    if (years.length === 0) continue;
    const without = years.filter(({ employees, payrollMinor }) => !(employees > 0) && !(payrollMinor > 0));
    const sum = (list: readonly Year[]) => list.reduce((total, { turnoverMinor }) => total + turnoverMinor, 0);
    values[firm] = sum(without) / sum(years);
    if (without.length > 0) findings.push(draftOf(firm, without, sum(without), values[firm]!));
  }
  return { findings, measured: knownValues(values) };
}

function yearsOf({ taxReturns }: Projection, begin: number, end: number): Year[] {
  const years: Year[] = [];
  for (let i = begin; i < end; i++) {
    const { year } = civilOf(taxReturns.fromDay[i]!);
    let current = years.at(-1);
    if (current?.year !== year) {
      current = { year, turnoverMinor: 0, employees: Number.NaN, payrollMinor: Number.NaN, rows: [] };
      years.push(current);
    }
    const turnover = taxReturns.turnoverMinor[i]!;
    if (turnover > 0) current.turnoverMinor += turnover;
    current.employees = larger(current.employees, taxReturns.employees[i]!);
    current.payrollMinor = larger(current.payrollMinor, taxReturns.payrollMinor[i]!);
    current.rows.push({ table: 'tax_returns', row: taxReturns.row[i]! });
  }
  return years;
}

/** The larger of two numbers, of which NaN is unknown. */
function larger(a: number, b: number): number {
  return Number.isNaN(a) || b > a ? b : a;
}

function draftOf(firm: number, years: readonly Year[], turnoverMinor: number, score: number): Draft {
  const rows = years.flatMap((year) => year.rows);
  const money = { minor: String(turnoverMinor), currency: 'KZT' };
  const isKnown = (of: (year: Year) => number) => years.some((year) => !Number.isNaN(of(year)));
  return {
    subjects: [firm],
    score,
    severity: 'medium',
    evidence: [
      { what: 'turnover', value: turnoverMinor, unit: 'minor', currency: 'KZT', rows },
      ...(isKnown((year) => year.employees)
        ? [{ what: 'employees', value: 0, threshold: 0, unit: 'count' as const, rows }]
        : []),
      ...(isKnown((year) => year.payrollMinor)
        ? [{ what: 'payroll', value: 0, threshold: 0, unit: 'minor' as const, currency: 'KZT', rows }]
        : []),
    ],
    values: {
      firm: { node: firm },
      turnover: { money },
      years: years.length,
      list: years.map(({ year }) => year).join(', '),
    },
  };
}
