import { knownValues, unknownValues } from '../graph/known-values.ts';
import type { Projection, RowRef } from '../graph/projection.ts';
import { isTwelveDigits, kzForm, readKzNumber } from '../model/bin.ts';
import { countryOf, keyOf } from '../model/id.ts';
import { formatDay, NO_DAY } from '../model/time.ts';
import type { Severity } from '../model/vocabulary.ts';
import type { Detection, Detector, Draft } from './detector.ts';

/** A BIN or IIN that cannot be one, or that says otherwise than its record; it may warn, and rejects nobody. */
export const identifierDefect: Detector = {
  indicator: 'R19',
  name: 'identifier-defect',
  version: 1,
  family: 'life',
  nature: 'state',
  subjects: ['company', 'person'],
  source:
    'Government Resolution of Kazakhstan No. 853 of 26.08.2013: check digit; digits are since not bound to the person’s data',
  inputs: [['companies.id', 'persons.id']],
  options: {},
  texts: {
    title: {
      en: 'BIN or IIN does not fit',
      kk: 'БСН не ЖСН сәйкес емес',
      ru: 'БИН или ИИН не сходится',
    },
    definition: {
      en: 'The check digit, the type digits or the date in a twelve-digit number cannot be, or its month or date of birth differs from the record’s. A difference from the record is a hint only: numbers are kept on re-registration and not bound to personal data since 2013.',
      kk: 'Он екі таңбалы нөмірдегі бақылау саны, түр сандары не күн болуы мүмкін емес, немесе ондағы ай не туған күн жазбадан өзгеше. Жазбадан айырмашылық — тек белгі: қайта тіркегенде нөмір сақталады, 2013 жылдан бері ол жеке деректерге байланбаған.',
      ru: 'Контрольная цифра, цифры типа или дата в двенадцатизначном номере невозможны либо месяц или дата рождения в нём расходится с записью. Расхождение с записью — лишь подсказка: номер сохраняется при перерегистрации и с 2013 года не привязан к личным данным.',
    },
    sentence: {
      en: '{subject}: {defect, select, check {the check digit of its number is wrong.} type {its number has digits that stand for no kind of entity or no date.} kind {its number is one of {form, select, bin {a company} other {a person}}.} month {its number says {digits}, the record {record}.} other {its number says born on {digits}, the record on {record}.}}',
      kk: '{subject}: {defect, select, check {нөмірдің бақылау саны қате.} type {нөмірдің сандары ешқандай түрге не күнге сәйкес келмейді.} kind {нөмір {form, select, bin {компанияныкі} other {жеке тұлғанікі}}.} month {нөмір бойынша — {digits}, жазба бойынша — {record}.} other {нөмір бойынша туған күні — {digits}, жазба бойынша — {record}.}}',
      ru: '{subject}: {defect, select, check {контрольная цифра номера неверна.} type {цифры номера не соответствуют ни одному виду лиц или ни одной дате.} kind {номер принадлежит {form, select, bin {компании} other {человеку}}.} month {по номеру — {digits}, по записи — {record}.} other {по номеру дата рождения {digits}, по записи — {record}.}}',
    },
    evidence: {
      check: { en: 'Check digit is wrong', kk: 'Бақылау саны қате', ru: 'Неверная контрольная цифра' },
      type: { en: 'Digits that cannot be', kk: 'Болуы мүмкін емес сандар', ru: 'Невозможные цифры' },
      kind: {
        en: 'Fifth digit belongs to the other kind',
        kk: 'Бесінші сан басқа түрге тән',
        ru: 'Пятая цифра другого вида',
      },
      month: {
        en: 'Month of registration differs',
        kk: 'Тіркелген айы өзгеше',
        ru: 'Месяц регистрации расходится',
      },
      birth: { en: 'Date of birth differs', kk: 'Туған күні өзгеше', ru: 'Дата рождения расходится' },
    },
  },
  detect,
};

/** From this kind of defect on a number cannot be one at all; the later ones only differ from the record. */
const SEVERITY: Readonly<Record<string, Severity>> = { check: 'medium', type: 'medium', kind: 'medium' };

interface Defect {
  what: 'check' | 'type' | 'kind' | 'month' | 'birth';
  /** What the number says and what the record says. */
  digits: string;
  record: string;
}

function detect(projection: Projection): Detection {
  const { nodes } = projection;
  const values = unknownValues(nodes.count);
  const findings: Draft[] = [];
  for (const kind of ['company', 'person'] as const) {
    for (let node = nodes.range[kind].start; node < nodes.range[kind].end; node++) {
      const id = nodes.id(node);
      const digits = keyOf(id);
      if (!isTwelveDigits(digits) || countryOf(id) !== 'KZ') continue;
      const { checks, defects } = defectsOf(projection, node, kind, digits);
      values[node] = defects.length / checks;
      if (defects.length > 0) findings.push(draftOf(node, digits, defects, checks, rowsOf(projection, node, kind)));
    }
  }
  return { findings, measured: knownValues(values) };
}

function defectsOf(projection: Projection, node: number, kind: 'company' | 'person', digits: string) {
  const { companies, persons, nodes } = projection;
  const read = readKzNumber(digits);
  const defects: Defect[] = [];
  const add = (what: Defect['what'], says = '', record = '') => defects.push({ what, digits: says, record });
  if (!read.checkDigitOk) add('check');
  const isOtherKind = (read.form === 'bin') !== (kind === 'company');
  if (isOtherKind) add('kind');
  else if (!read.digitsOk) add('type');
  let checks = 2;
  const recordDay =
    kind === 'company'
      ? companies.registeredDay[node - nodes.range.company.start]!
      : persons.birthDay[node - nodes.range.person.start]!;
  const says = isOtherKind ? null : kind === 'company' ? read.registeredMonth : read.birthDate;
  if (says !== null && recordDay !== NO_DAY) {
    checks++;
    const record = formatDay(recordDay).slice(0, says.length);
    if (record !== says) add(kind === 'company' ? 'month' : 'birth', says, record);
  }
  return { checks, defects };
}

function rowsOf({ companies, persons, roles, nodes }: Projection, node: number, kind: 'company' | 'person'): RowRef[] {
  const columns = kind === 'company' ? companies : persons;
  const row = columns.row[node - nodes.range[kind].start]!;
  if (row >= 0) return [{ table: kind === 'company' ? 'companies' : 'persons', row }];
  // Known by reference only: the roles that name it.
  const csr = kind === 'company' ? roles.in : roles.out;
  const edges = Array.from(csr.edges.subarray(csr.offsets[node]!, csr.offsets[node + 1]!));
  return edges.map((edge) => ({ table: roles.table[roles.tableOf[edge]!]!, row: roles.row[edge]! }));
}

function draftOf(node: number, digits: string, defects: readonly Defect[], checks: number, rows: RowRef[]): Draft {
  const worst = defects[0]!;
  return {
    subjects: [node],
    score: defects.length / checks,
    severity: SEVERITY[worst.what] ?? 'low',
    evidence: defects.map(({ what, digits: says, record }) => ({
      what,
      value: says || digits,
      ...(record && { threshold: record }),
      unit: 'text' as const,
      rows,
    })),
    values: {
      subject: { node },
      defect: worst.what,
      form: kzForm(digits),
      digits: worst.digits,
      record: worst.record,
    },
  };
}
