import { firmsReachedBy } from '../graph/contact-groups.ts';
import { knownValues, unknownValues } from '../graph/known-values.ts';
import type { Projection } from '../graph/projection.ts';
import type { Texts } from '../model/vocabulary.ts';
import type { Detection, Detector, Draft, OptionValues } from './detector.ts';

/** One phone, e-mail, device or IP address behind several firms that have nothing else in common. */
export const sharedContact: Detector = {
  indicator: 'R16',
  name: 'shared-contact',
  version: 1,
  family: 'control',
  nature: 'state',
  subjects: ['company'],
  source: 'Bank of Russia 16-МР and FATF/Egmont (2018), Annex E: contacts in common with unrelated firms',
  inputs: [['companies.phone', 'companies.email', 'contacts.value']],
  options: {
    firms: {
      default: 3,
      unit: 'count',
      ours: false,
      min: 2,
      text: {
        en: 'Fewest unrelated groups of firms',
        kk: 'Өзара байланыссыз фирма топтарының ең аз саны',
        ru: 'Наименьшее число не связанных между собой групп фирм',
      },
    },
  },
  texts: {
    title: {
      en: 'One contact of several unrelated firms',
      kk: 'Өзара байланыссыз бірнеше фирманың бір байланысы',
      ru: 'Один контакт у нескольких не связанных фирм',
    },
    definition: {
      en: 'A phone, e-mail, device or IP address shared by active firms of at least {firms} groups without a common head, founder or owner; firms with a common accountant or representative count as one, because the contact may be theirs.',
      kk: 'Ортақ басшысы, құрылтайшысы не иесі жоқ кемінде {firms} топтың жұмыс істеп тұрған фирмаларына ортақ телефон, электрондық пошта, құрылғы не IP-мекенжай; ортақ бухгалтері не өкілі бар фирмалар бір саналады, өйткені байланыс солардікі болуы мүмкін.',
      ru: 'Телефон, электронная почта, устройство или IP-адрес, общие у действующих фирм не менее чем из {firms} групп без общего руководителя, учредителя или владельца; фирмы с общим бухгалтером или представителем считаются за одну: контакт может быть его.',
    },
    sentence: {
      en: '{count, plural, one {# active firm} other {# active firms}} in {groups, plural, one {# unrelated group} other {# unrelated groups}} have the {kind, select, phone {phone} email {e-mail} ip {IP address} other {device}} {contact} in common: {firms}.',
      kk: 'Өзара байланыссыз {groups} топтағы жұмыс істеп тұрған {count} фирманың {kind, select, phone {телефоны} email {электрондық поштасы} ip {IP-мекенжайы} other {құрылғысы}} ортақ ({contact}): {firms}.',
      ru: '{kind, select, phone {Телефон} email {Электронная почта} ip {IP-адрес} other {Устройство}} {contact} — общий контакт {count, plural, one {# действующей фирмы} other {# действующих фирм}} из {groups, plural, one {# группы} other {# групп}}, не связанных между собой: {firms}.',
    },
    evidence: {
      groups: {
        en: 'Unrelated groups of firms',
        kk: 'Өзара байланыссыз фирма топтары',
        ru: 'Не связанных между собой групп фирм',
      },
      firms: {
        en: 'Active firms with the contact',
        kk: 'Осы байланысы бар жұмыс істеп тұрған фирмалар',
        ru: 'Действующих фирм с этим контактом',
      },
    },
  },
  detect,
};

function detect(projection: Projection, options: OptionValues): Detection {
  const { nodes } = projection;
  const least = options.firms as number;
  const values = unknownValues(nodes.count);
  const findings: Draft[] = [];
  let explained = 0;
  for (let contact = nodes.range.contact.start; contact < nodes.range.contact.end; contact++) {
    const { firms, rows, parties, unexplained } = firmsReachedBy(projection, contact);
    const value = unexplained < 2 ? 0 : unexplained / (unexplained + least);
    for (const firm of firms) if (!(values[firm]! >= value)) values[firm] = value;
    if (unexplained < least) {
      if (parties >= least) explained++;
      continue;
    }
    findings.push({
      subjects: firms,
      score: value,
      severity: 'medium',
      evidence: [
        { what: 'groups', value: unexplained, threshold: least, unit: 'count', rows },
        { what: 'firms', value: firms.length, unit: 'count', rows },
      ],
      values: {
        contact: { node: contact },
        kind: nodes.id(contact).split(':')[1]!,
        count: firms.length,
        groups: unexplained,
        firms: { nodes: firms },
      },
    });
  }
  return { findings, measured: knownValues(values), ...(explained > 0 && { notes: [explainedNote(explained)] }) };
}

function explainedNote(explained: number): Texts {
  return {
    en: `${explained} contacts of several unrelated firms are explained by a common accountant or representative.`,
    kk: `Өзара байланыссыз бірнеше фирмаға ортақ ${explained} байланыс ортақ бухгалтермен не өкілмен түсіндіріледі.`,
    ru: `Общие контакты не связанных фирм, которые объясняются общим бухгалтером или представителем: ${explained}.`,
  };
}
