import { inactiveLinks, listedCompanies } from '../graph/inactive-links.ts';
import { knownValues, unknownValues } from '../graph/known-values.ts';
import type { Projection } from '../graph/projection.ts';
import { isValidNow } from '../graph/valid-now.ts';
import { citationOf, INACTIVITY_GROUNDS, listsOf } from '../model/statutory-grounds.ts';
import type { Detection, Detector, OptionValues } from './detector.ts';

/** Statutory ground: Law of the Republic of Kazakhstan No. 2198 of 17.04.1995, Art. 11, sub-paragraphs 3 and 4. */
export const inactiveLink: Detector = {
  indicator: 'R04',
  name: 'inactive-link',
  version: 1,
  family: 'lists',
  nature: 'statutory',
  subjects: ['company', 'person'],
  source: citationOf(INACTIVITY_GROUNDS),
  inputs: ['roles.role', 'lists.list'],
  options: {
    lists: {
      default: listsOf(INACTIVITY_GROUNDS),
      unit: 'text',
      ours: false,
      text: {
        en: 'Lists that make a legal entity inactive',
        kk: 'Заңды тұлғаны әрекетсіз деп танитын тізімдер',
        ru: 'Списки, по которым юридическое лицо — бездействующее',
      },
    },
  },
  texts: {
    title: {
      en: 'Tied to an inactive legal entity',
      kk: 'Әрекетсіз заңды тұлғамен байланысты',
      ru: 'Связь с бездействующим юридическим лицом',
    },
    definition: {
      en: 'Whoever heads an inactive legal entity or is its sole founder also heads or founded an active firm, or an inactive legal entity is the sole founder of an active firm. Lists: {lists}. Law No. 2198, Art. 11 (3), (4).',
      kk: 'Әрекетсіз заңды тұлғаны басқаратын не оның жалғыз құрылтайшысы болып табылатын тұлға жұмыс істеп тұрған фирманы да басқарады не оның құрылтайшысы, немесе әрекетсіз заңды тұлға жұмыс істеп тұрған фирманың жалғыз құрылтайшысы. Тізімдер: {lists}. № 2198 Заң, 11-бап, 3), 4) тармақшалар.',
      ru: 'Тот, кто руководит бездействующим юридическим лицом или является его единственным учредителем, руководит и действующей фирмой или учредил её, либо бездействующее юридическое лицо — единственный учредитель действующей фирмы. Списки: {lists}. Закон № 2198, ст. 11, подпункты 3) и 4).',
    },
    sentence: {
      en: '{kind, select, self {{holder} is an inactive legal entity and the sole founder of {firms}.} both {{holder} is an inactive legal entity, heads or founded alone {inactive}, also inactive, and stands behind {firms}.} other {{holder} heads or founded alone {count, plural, one {the inactive legal entity} other {# inactive legal entities}} {inactive} and stands behind {firms}.}}',
      kk: '{kind, select, self {{holder} — әрекетсіз заңды тұлға және {firms} фирмасының жалғыз құрылтайшысы.} both {{holder} — әрекетсіз заңды тұлға, әрекетсіз {inactive} басшысы не жалғыз құрылтайшысы, сонымен бірге {firms} артында тұр.} other {{holder} — әрекетсіз {inactive} басшысы не жалғыз құрылтайшысы (саны: {count}), сонымен бірге {firms} артында тұр.}}',
      ru: '{kind, select, self {{holder} — бездействующее юридическое лицо и единственный учредитель: {firms}.} both {{holder} — бездействующее юридическое лицо, руководитель или единственный учредитель бездействующих: {inactive}; за ним также {firms}.} other {{holder} — руководитель или единственный учредитель {count, plural, one {# бездействующего юридического лица} other {# бездействующих юридических лиц}} ({inactive}); ему же принадлежат или подчинены {firms}.}}',
    },
    evidence: {
      inactive: {
        en: 'Inactive entities headed or founded alone',
        kk: 'Басқаратын не жалғыз құрған әрекетсіз тұлғалар',
        ru: 'Бездействующих лиц под руководством или с единственным учредителем',
      },
      self: {
        en: 'The founder itself is inactive',
        kk: 'Құрылтайшының өзі әрекетсіз',
        ru: 'Сам учредитель бездействующий',
      },
      firms: {
        en: 'Active firms of the same holder',
        kk: 'Сол иенің жұмыс істеп тұрған фирмалары',
        ru: 'Действующих фирм того же лица',
      },
    },
  },
  detect,
};

function detect(projection: Projection, options: OptionValues): Detection {
  const inactive = listedCompanies(projection, options.lists as readonly string[]);
  const values = unknownValues(projection.nodes.count);
  markKnown(projection, values);
  const findings = inactiveLinks(projection, inactive).map((link) => {
    const subjects = [link.holder, ...link.firms];
    for (const subject of subjects) values[subject] = 1;
    const rows = [...link.roleRows, ...link.listRows];
    return {
      subjects,
      score: 1,
      severity: 'high' as const,
      evidence: [
        ...(link.isInactive ? [{ what: 'self', value: 1, threshold: 1, unit: 'count' as const, rows }] : []),
        ...(link.inactive.length > 0
          ? [{ what: 'inactive', value: link.inactive.length, threshold: 1, unit: 'count' as const, rows }]
          : []),
        { what: 'firms', value: link.firms.length, unit: 'count' as const, rows: link.roleRows },
      ],
      values: {
        kind: link.isInactive ? (link.inactive.length > 0 ? 'both' : 'self') : 'holder',
        holder: { node: link.holder },
        inactive: { nodes: link.inactive },
        count: link.inactive.length,
        firms: { nodes: link.firms },
      },
    };
  });
  return { findings, measured: knownValues(values) };
}

/** Whoever holds a role now, and the firm it is held in: nothing found is then known to be nothing. */
function markKnown(projection: Projection, values: Float64Array): void {
  const { roles } = projection;
  for (let edge = 0; edge < roles.count; edge++) {
    if (!isValidNow(projection, roles, edge)) continue;
    values[roles.from[edge]!] = 0;
    values[roles.to[edge]!] = 0;
  }
}
