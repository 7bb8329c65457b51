import { knownValues, unknownValues } from '../graph/known-values.ts';
import { hasList, listedOn } from '../graph/listings.ts';
import type { Projection } from '../graph/projection.ts';
import { NO_DAY } from '../model/time.ts';
import type { Detection, Detector, Draft } from './detector.ts';

const LIST = 'WRONG_ADDRESS';

/** Listed by the tax service as absent at its registered address after an inspection (list WRONG_ADDRESS). */
export const absentAtAddress: Detector = {
  indicator: 'R12',
  name: 'absent-at-address',
  version: 1,
  family: 'lists',
  nature: 'statutory',
  subjects: ['company'],
  source: 'State Revenue Committee of Kazakhstan, list of taxpayers absent at the registered address (WRONG_ADDRESS)',
  inputs: ['lists.list'],
  options: {},
  texts: {
    title: {
      en: 'Absent at the registered address',
      kk: 'Тіркелген мекенжайында жоқ',
      ru: 'Отсутствует по адресу регистрации',
    },
    definition: {
      en: 'An active firm on the tax service’s list of those not found at their address (WRONG_ADDRESS).',
      kk: 'Мемлекеттік кірістер органының мекенжайында табылмағандар тізімінде (WRONG_ADDRESS) тұрған, жұмыс істеп тұрған фирма.',
      ru: 'Действующая фирма в списке налоговой службы, где указаны отсутствующие по своему адресу (WRONG_ADDRESS).',
    },
    sentence: {
      en: '{firm} is on the list of firms not found at their address{dated, select, yes { since {since}} other {}}.',
      kk: '{firm} {dated, select, yes {{since} күнінен бері } other {}}мекенжайында табылмаған фирмалар тізімінде тұр.',
      ru: '{firm} {dated, select, yes {с {since} } other {}}состоит в списке фирм, которых нет по их адресу.',
    },
    evidence: {
      listed: { en: 'On the list', kk: 'Тізімде тұр', ru: 'В списке' },
      since: { en: 'Listed from', kk: 'Тізімге енген күні', ru: 'В списке с' },
    },
  },
  detect,
};

function detect(projection: Projection): Detection {
  if (!hasList(projection, [LIST])) return { findings: [], measured: null, notes: [NO_LIST] };
  const { nodes, companies, listings } = projection;
  const { start, end } = nodes.range.company;
  const values = unknownValues(nodes.count);
  for (let firm = start; firm < end; firm++) if (companies.active[firm - start]) values[firm] = 0;
  const findings: Draft[] = [];
  for (const [firm, { rows, entries }] of listedOn(projection, [LIST])) {
    if (firm < start || firm >= end || !companies.active[firm - start]) continue;
    values[firm] = 1;
    const days = entries.map((entry) => listings.fromDay[entry]!).filter((day) => day !== NO_DAY);
    const since = days.length > 0 ? Math.min(...days) : null;
    findings.push({
      subjects: [firm],
      score: 1,
      severity: 'medium',
      evidence: [{ what: 'listed', value: LIST, unit: 'text', rows }],
      values: {
        firm: { node: firm },
        dated: since === null ? 'no' : 'yes',
        since: since === null ? '' : { day: since },
      },
    });
  }
  return { findings, measured: knownValues(values) };
}

const NO_LIST = {
  en: 'Presence at the address could not be checked: the list WRONG_ADDRESS is not in the data.',
  kk: 'Мекенжайда болуын тексеру мүмкін болмады: WRONG_ADDRESS тізімі деректерде жоқ.',
  ru: 'Присутствие по адресу не проверено: списка WRONG_ADDRESS в данных нет.',
};
