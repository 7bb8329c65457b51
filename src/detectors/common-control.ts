import { eachValue } from '../graph/control.ts';
import { COMMON_CONTROL, controlledGroups } from '../graph/controlled-groups.ts';
import { knownValues, unknownValues } from '../graph/known-values.ts';
import { stakeRows } from '../graph/ownership.ts';
import type { Projection } from '../graph/projection.ts';
import { type SharedTies, sharedTies } from '../graph/shared-ties.ts';
import type { Texts } from '../model/vocabulary.ts';
import type { Detection, Detector, Draft, OptionValues } from './detector.ts';
import { FIRMS_THAT_SHARE, UNRELATED_GROUPS } from './shared/options.ts';

/** Firms tied together by what they share; weights after Adamic, Adar (2003), communities after Traag, Waltman, van Eck (2019). */
export const commonControl: Detector = {
  indicator: 'N01',
  name: 'common-control',
  version: 1,
  family: 'control',
  nature: 'state',
  subjects: ['company'],
  source:
    'Adamic, Adar, Friends and neighbors on the Web (2003); Traag, Waltman, van Eck, From Louvain to Leiden (2019)',
  inputs: [
    [
      'roles.role',
      'companies.address',
      'addresses.address',
      'companies.phone',
      'companies.email',
      'contacts.value',
      'accounts.holder_id',
    ],
  ],
  options: {
    firms: UNRELATED_GROUPS,
    maxFirms: FIRMS_THAT_SHARE,
    minWeight: {
      default: COMMON_CONTROL.minWeight,
      unit: 'share',
      ours: true,
      min: 0,
      text: {
        en: 'Least weight of a tie over addresses and contacts alone',
        kk: 'Тек мекенжай мен байланыс арқылы байланыстың ең аз салмағы',
        ru: 'Наименьший вес связи только через адреса и контакты',
      },
    },
    minShared: {
      default: COMMON_CONTROL.minShared,
      unit: 'count',
      ours: true,
      min: 1,
      text: {
        en: 'Fewest common addresses and contacts that tie two firms by themselves',
        kk: 'Екі фирманы өздігінен байланыстыратын ортақ мекенжайлар мен байланыстардың ең аз саны',
        ru: 'Наименьшее число общих адресов и контактов, которые сами связывают две фирмы',
      },
    },
    splitAbove: {
      default: COMMON_CONTROL.splitAbove,
      unit: 'count',
      ours: true,
      min: 2,
      text: {
        en: 'Firms above which a connected group is divided into communities',
        kk: 'Байланысқан топ қауымдастықтарға бөлінетін фирма саны',
        ru: 'Число фирм, начиная с которого связная группа делится на сообщества',
      },
    },
  },
  texts: {
    title: { en: 'Firms under common control', kk: 'Ортақ бақылаудағы фирмалар', ru: 'Фирмы под общим управлением' },
    definition: {
      en: 'At least {firms} firms (those of one ownership group count once) tied by a common head or founder, account, or at least {minShared, plural, one {# common address or contact} other {# common addresses and contacts}}; what few share weighs more, what more than {maxFirms} share does not count.',
      kk: 'Ортақ басшы не құрылтайшы, шот немесе кемінде {minShared} ортақ мекенжай не байланыс біріктірген кемінде {firms} фирма (бір меншік тобындағылары бір рет саналады); аз фирмаға ортақ мән көбірек салмақталады, {maxFirms} фирмадан көбіне ортақ мән есептелмейді.',
      ru: 'Не менее {firms} фирм (фирмы одной группы владения — за одну), которые связаны общим руководителем или учредителем, счётом либо общими адресами и контактами (не менее {minShared}); чем меньше фирм делят значение, тем больше его вес, общее более чем у {maxFirms} не считается.',
    },
    sentence: {
      en: '{count, plural, one {# firm} other {# firms}} in {groups, plural, one {# group} other {# groups}} without a common owner hang together: {firms}. In common they have heads and founders: {holders}, addresses: {units}, contacts: {contacts}, accounts: {accounts}.',
      kk: 'Ортақ иесі жоқ {groups} топтағы {count} фирма өзара байланысты: {firms}. Ортақ басшылар мен құрылтайшылар: {holders}, мекенжайлар: {units}, байланыстар: {contacts}, шоттар: {accounts}.',
      ru: '{count, plural, one {# фирма} few {# фирмы} other {# фирм}} из {groups, plural, one {# группы} other {# групп}} без общего владельца связаны между собой: {firms}. Общих руководителей и учредителей: {holders}, адресов: {units}, контактов: {contacts}, счетов: {accounts}.',
    },
    evidence: {
      groups: {
        en: 'Groups of firms without a common owner',
        kk: 'Ортақ иесі жоқ фирма топтары',
        ru: 'Групп фирм без общего владельца',
      },
      count: { en: 'Firms', kk: 'Фирмалар', ru: 'Фирм' },
      holders: {
        en: 'Common heads and founders',
        kk: 'Ортақ басшылар мен құрылтайшылар',
        ru: 'Общих руководителей и учредителей',
      },
      units: { en: 'Common addresses', kk: 'Ортақ мекенжайлар', ru: 'Общих адресов' },
      contacts: { en: 'Common contacts', kk: 'Ортақ байланыстар', ru: 'Общих контактов' },
      accounts: { en: 'Common accounts', kk: 'Ортақ шоттар', ru: 'Общих счетов' },
    },
  },
  detect,
};

function detect(projection: Projection, options: OptionValues): Detection {
  const { nodes } = projection;
  const start = nodes.range.company.start;
  const least = options.firms as number;
  const {
    community,
    members,
    owners: groups,
    cut,
  } = controlledGroups(projection, {
    maxFirms: options.maxFirms as number,
    minWeight: options.minWeight as number,
    minShared: options.minShared as number,
    splitAbove: options.splitAbove as number,
  });
  const values = unknownValues(nodes.count);
  eachValue(projection, (company) => {
    const count = community[company]! < 0 ? 0 : groups[community[company]!]!;
    values[start + company] = count < 2 ? 0 : count / (count + least);
  });
  const reported = Int32Array.from(community, (number) => (number >= 0 && groups[number]! >= least ? number : -1));
  const ties = sharedTies(projection, reported, members.length, cut);
  const findings = members.flatMap((firms, i) =>
    groups[i]! >= least
      ? [
          draftOf(
            projection,
            firms.map((firm) => start + firm),
            groups[i]!,
            least,
            ties[i]!,
          ),
        ]
      : [],
  );
  return {
    findings,
    measured: knownValues(values),
    ...(cut.length > 0 && { notes: [cutNote(cut.length, options)] }),
  };
}

function draftOf(projection: Projection, firms: number[], groups: number, least: number, ties: SharedTies): Draft {
  const kinds = (['holders', 'units', 'contacts', 'accounts'] as const).filter((kind) => ties[kind].values.length > 0);
  const rows = [...kinds.flatMap((kind) => ties[kind].rows), ...stakeRows(projection, firms)];
  return {
    subjects: firms,
    score: groups / (groups + least),
    severity: 'medium',
    evidence: [
      { what: 'groups', value: groups, threshold: least, unit: 'count', rows },
      { what: 'count', value: firms.length, unit: 'count', rows },
      ...kinds.map((what) => ({
        what,
        value: ties[what].values.length,
        unit: 'count' as const,
        rows: ties[what].rows,
      })),
    ],
    values: {
      firms: { nodes: firms },
      count: firms.length,
      groups,
      holders: ties.holders.values.length,
      units: ties.units.values.length,
      contacts: ties.contacts.values.length,
      accounts: ties.accounts.values.length,
    },
  };
}

function cutNote(cut: number, { maxFirms }: OptionValues): Texts {
  return {
    en: `${cut} addresses, contacts, people or accounts that more than ${maxFirms} firms share were left out of common control.`,
    kk: `${maxFirms} фирмадан көбіне ортақ ${cut} мекенжай, байланыс, адам не шот ортақ бақылауда есепке алынбады.`,
    ru: `Адреса, контакты, лица и счета, общие более чем у ${maxFirms} фирм (всего ${cut}), при поиске общего управления не учтены.`,
  };
}
