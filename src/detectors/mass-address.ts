import { knownValues, unknownValues } from '../graph/known-values.ts';
import { stakeRows } from '../graph/ownership.ts';
import type { Projection } from '../graph/projection.ts';
import { type BuildingFirms, createBuildingCounter, firmsAt } from '../graph/registered-firms.ts';
import { whitelistedAddresses } from '../graph/whitelist.ts';
import type { Texts } from '../model/vocabulary.ts';
import type { Detection, Detector, Draft, OptionValues } from './detector.ts';
import { GROUPS_ONCE } from './shared/options.ts';

/** Many active firms at one address: Russian (5–10) and Czech (10, 50, 200) practice. */
export const massAddress: Detector = {
  indicator: 'R01',
  name: 'mass-address',
  version: 1,
  family: 'control',
  nature: 'state',
  subjects: ['company'],
  source: 'Practice of the Russian tax service (5–10) and of the Czech register (10, 50, 200)',
  inputs: [['companies.address', 'addresses.address']],
  options: {
    warn: {
      default: 10,
      unit: 'count',
      ours: false,
      min: 1,
      text: {
        en: 'Groups of firms from which it is a warning',
        kk: 'Ескерту басталатын фирма топтарының саны',
        ru: 'Число групп фирм, с которого это предупреждение',
      },
    },
    high: {
      default: 50,
      unit: 'count',
      ours: false,
      min: 1,
      text: {
        en: 'Groups of firms from which the risk is high',
        kk: 'Тәуекел жоғары болатын фирма топтарының саны',
        ru: 'Число групп фирм, с которого риск высокий',
      },
    },
    groups: GROUPS_ONCE,
  },
  texts: {
    title: {
      en: 'Many firms at one address',
      kk: 'Бір мекенжайда көп фирма',
      ru: 'Много фирм по одному адресу',
    },
    definition: {
      en: 'Active firms registered now at one address; the unit and, as a weaker sign, the whole building are counted apart; firms of one ownership group count once, listed business centres are exempt. Warning from {warn}, high risk from {high}.',
      kk: 'Қазір бір мекенжайда тіркелген, жұмыс істеп тұрған фирмалар; бөлме және, әлсіз белгі ретінде, бүкіл ғимарат бөлек саналады; бір меншік тобының фирмалары бір рет саналады, тізімдегі бизнес-орталықтар есепке алынбайды. Ескерту — {warn, kk, ablative} бастап, жоғары тәуекел — {high, kk, ablative} бастап.',
      ru: 'Действующие фирмы, зарегистрированные сейчас по одному адресу; помещение и, как более слабый признак, всё здание считаются отдельно; фирмы одной группы владения считаются за одну, бизнес-центры из списка исключены. Предупреждение — от {warn}, высокий риск — от {high}.',
    },
    sentence: {
      en: '{firms, plural, one {# active firm is} other {# active firms are}} registered at {address}, in {groups, plural, one {# unrelated group} other {# unrelated groups}}; the threshold is {threshold}. {place, select, building {They are in {units} units of the building.} other {The whole building has {inBuilding}.}}',
      kk: '{address} мекенжайында өзара байланыссыз {groups} топтағы жұмыс істеп тұрған {firms} фирма тіркелген; шегі — {threshold, kk, ablative} бастап. {place, select, building {Олар ғимараттың {units} бөлмесінде.} other {Бүкіл ғимаратта — {inBuilding}.}}',
      ru: 'По адресу {address} {firms, plural, one {зарегистрирована # действующая фирма} few {зарегистрированы # действующие фирмы} other {зарегистрировано # действующих фирм}} из {groups, plural, one {# группы} other {# групп}}, не связанных между собой; порог — от {threshold}. {place, select, building {Помещений в здании: {units}.} other {Во всём здании — {inBuilding}.}}',
    },
    evidence: {
      groups: {
        en: 'Unrelated groups of firms at the address',
        kk: 'Мекенжайдағы өзара байланыссыз фирма топтары',
        ru: 'Не связанных между собой групп фирм по адресу',
      },
      firms: {
        en: 'Active firms at the address',
        kk: 'Мекенжайдағы жұмыс істеп тұрған фирмалар',
        ru: 'Действующих фирм по адресу',
      },
      units: {
        en: 'Units of the building with such firms',
        kk: 'Ғимараттағы осындай фирмалары бар бөлмелер',
        ru: 'Помещений здания с такими фирмами',
      },
      building: {
        en: 'Active firms in the whole building, for comparison',
        kk: 'Салыстыру үшін: бүкіл ғимараттағы жұмыс істеп тұрған фирмалар',
        ru: 'Для сравнения: действующих фирм во всём здании',
      },
    },
  },
  detect,
};

function detect(projection: Projection, options: OptionValues): Detection {
  const warn = options.warn as number;
  const high = options.high as number;
  const { nodes } = projection;
  const exempt = whitelistedAddresses(projection);
  const values = unknownValues(nodes.count);
  const inBuilding = createBuildingCounter(projection);
  const findings: Draft[] = [];
  const notes: Texts[] = [];
  for (let address = nodes.range.address.start; address < nodes.range.address.end; address++) {
    const site = firmsAt(projection, address);
    if (site.firms.length === 0) continue;
    const observed = options.groups ? site.groups : site.firms.length;
    const isExempt = exempt.has(address) || exempt.has(site.building);
    const value = isExempt ? 0 : observed / (observed + warn);
    for (const firm of site.firms) if (!(values[firm]! >= value)) values[firm] = value;
    if (observed < Math.min(warn, high)) continue;
    if (isExempt) {
      notes.push(exemptionNote(nodes.name(address) ?? nodes.id(address), site.firms.length));
      continue;
    }
    const threshold = observed >= high ? high : warn;
    const building = inBuilding(site.building);
    findings.push({
      subjects: site.firms,
      score: observed / (observed + warn),
      severity: observed >= high ? 'high' : 'medium',
      evidence: [
        {
          what: options.groups ? 'groups' : 'firms',
          value: observed,
          threshold,
          unit: 'count',
          rows: [...site.rows, ...stakeRows(projection, site.firms)],
        },
        ...(options.groups
          ? [{ what: 'firms', value: site.firms.length, unit: 'count', rows: site.rows } as const]
          : []),
        { what: 'building', value: building.firms.length, unit: 'count', rows: building.rows },
      ],
      values: {
        address: { node: address },
        firms: site.firms.length,
        groups: site.groups,
        inBuilding: building.firms.length,
        threshold,
        place: 'unit',
        units: building.units,
      },
    });
  }
  findings.push(...buildingFindings(projection, options, exempt, inBuilding));
  return { findings, measured: knownValues(values), notes };
}

/**
 * Buildings with as many firms over several units: counted apart from units, of low severity and without weight in a score,
 * because a business centre is one too.
 */
function buildingFindings(
  { sites }: Projection,
  options: OptionValues,
  exempt: ReadonlySet<number>,
  firmsOf: (building: number) => BuildingFirms,
): Draft[] {
  const warn = options.warn as number;
  const high = options.high as number;
  const buildings = [...new Set(sites.building)].filter((node) => node >= 0 && !exempt.has(node)).sort((a, b) => a - b);
  return buildings.flatMap((address): Draft[] => {
    const { firms, rows, groups, units } = firmsOf(address);
    const observed = options.groups ? groups : firms.length;
    if (units < 2 || observed < Math.min(warn, high)) return [];
    const threshold = observed >= high ? high : warn;
    const values = { address: { node: address }, firms: firms.length, groups, inBuilding: firms.length, threshold };
    const what = options.groups ? 'groups' : 'firms';
    return [
      {
        subjects: firms,
        score: observed / (observed + warn),
        severity: 'low',
        evidence: [
          { what, value: observed, threshold, unit: 'count', rows },
          { what: 'units', value: units, unit: 'count', rows },
        ],
        values: { ...values, place: 'building', units },
      },
    ];
  });
}

function exemptionNote(address: string, firms: number): Texts {
  return {
    en: `“${address}” (${firms} active firms) is exempt: it is on the list of business centres on the as-of day.`,
    kk: `«${address}» (жұмыс істеп тұрған ${firms} фирма) есепке алынбайды: ол есеп күні бизнес-орталықтар тізімінде бар.`,
    ru: `«${address}» (действующих фирм: ${firms}) исключён: на отчётный день он в списке бизнес-центров.`,
  };
}
