import { knownValues, unknownValues } from '../graph/known-values.ts';
import { PHOENIX_KINDS, type PhoenixLink, phoenixLinks } from '../graph/phoenix-links.ts';
import type { Projection } from '../graph/projection.ts';
import { formatDay, NO_DAY } from '../model/time.ts';
import type { Texts } from '../model/vocabulary.ts';
import type { Detection, Detector, Draft, OptionSpec, OptionValues } from './detector.ts';

/** A new firm that goes on where a dissolved one stopped. */
export const phoenix: Detector = {
  indicator: 'R07',
  name: 'phoenix',
  version: 1,
  family: 'life',
  nature: 'event',
  subjects: ['company'],
  source: 'Typology of phoenix companies (OECD, Ending the Shell Game, 2021); thresholds are ours',
  inputs: [
    'companies.registered_at',
    'companies.dissolved_at',
    ['roles.role', 'companies.address', 'addresses.address', 'companies.phone', 'companies.email', 'contacts.value'],
  ],
  options: {
    kinds: count(2, 1, 6, {
      en: 'Fewest kinds in common',
      kk: 'Ортақ белгі түрлерінің ең аз саны',
      ru: 'Наименьшее число общих признаков',
    }),
    months: count(24, 1, 600, {
      en: 'Months after a dissolution',
      kk: 'Жойылғаннан кейінгі ай саны',
      ru: 'Месяцев после ликвидации',
    }),
    maxFirms: count(50, 2, 100_000, {
      en: 'Firms that may share a value; beyond that it says nothing',
      kk: 'Бір мәнді ортақ пайдаланатын фирмалардың ең көп саны; одан асса, ол ештеңе білдірмейді',
      ru: 'Сколько фирм может иметь общее значение; больше — ничего не говорит',
    }),
    near: count(90, 0, 3650, {
      en: 'Days before the end and after the start in which a tie belongs to the firm',
      kk: 'Байланыс фирманікі саналатын, аяқталғанға дейінгі және басталғаннан кейінгі күн саны',
      ru: 'За сколько дней до конца и после начала связь относится к фирме',
    }),
    top: count(5, 1, 100, {
      en: 'Largest counterparties that are compared',
      kk: 'Салыстырылатын ең ірі контрагенттер саны',
      ru: 'Сколько крупнейших контрагентов сравнивается',
    }),
    partners: count(2, 1, 100, {
      en: 'How many of them must be the same',
      kk: 'Олардың нешеуі бірдей болуы керек',
      ru: 'Сколько из них должны совпасть',
    }),
  },
  texts: {
    title: {
      en: 'A new firm continues a dissolved one',
      kk: 'Жаңа фирма жойылғанын жалғастырады',
      ru: 'Новая фирма продолжает ликвидированную',
    },
    definition: {
      en: 'A new firm has at least {kinds} of these in common with a firm dissolved in the {months} months before: head, founder, address unit, phone or e-mail, OKED, largest counterparties. What more than {maxFirms} firms have does not count.',
      kk: 'Жаңа фирманың алдыңғы {months} айда жойылған фирмамен мыналардың кемінде {kinds} түрі ортақ: басшы, құрылтайшы, бөлме, телефон не электрондық пошта, ЭҚЖЖ, ең ірі контрагенттер. {maxFirms} фирмадан көбінде бар мән есепке алынбайды.',
      ru: 'У новой фирмы с ликвидированной за {months} месяца до неё совпадает не менее {kinds} признаков: руководитель, учредитель, помещение, телефон или почта, ОКЭД, крупнейшие контрагенты. Значения, которые есть более чем у {maxFirms} фирм, не в счёт.',
    },
    sentence: {
      en: '{firm} was registered on {registered}, after {old} was dissolved on {dissolved}. In common:{head, select, yes { head;} other {}}{founder, select, yes { founder;} other {}}{unit, select, yes { address;} other {}}{contact, select, yes { phone or e-mail;} other {}}{oked, select, yes { kind of business;} other {}}{partners, select, yes { largest counterparties;} other {}} in all {count} of 6.{more, plural, =0 {} one { So it is with # other dissolved firm.} other { So it is with # other dissolved firms.}}',
      kk: '{firm} {registered} күні тіркелді, оның алдында {dissolved} күні {old} жойылды. Ортақ:{head, select, yes { басшы;} other {}}{founder, select, yes { құрылтайшы;} other {}}{unit, select, yes { мекенжай;} other {}}{contact, select, yes { телефон не пошта;} other {}}{oked, select, yes { қызмет түрі;} other {}}{partners, select, yes { ірі контрагенттер;} other {}} барлығы 6 белгінің {count}.{more, plural, =0 {} other { Тағы # жойылған фирмамен де солай.}}',
      ru: '{firm} зарегистрирована {registered}, после ликвидации {old} {dissolved}. Общее:{head, select, yes { руководитель;} other {}}{founder, select, yes { учредитель;} other {}}{unit, select, yes { адрес;} other {}}{contact, select, yes { телефон или почта;} other {}}{oked, select, yes { вид деятельности;} other {}}{partners, select, yes { крупнейшие контрагенты;} other {}} всего {count} из 6.{more, plural, =0 {} one { Так же и ещё с # ликвидированной фирмой.} other { Так же и ещё с # ликвидированными фирмами.}}',
    },
    evidence: {
      kinds: { en: 'Kinds in common', kk: 'Ортақ белгі түрлері', ru: 'Общих признаков' },
      old: { en: 'Dissolved firms before it', kk: 'Одан бұрын жойылған фирмалар', ru: 'Ликвидированных до неё фирм' },
    },
  },
  detect,
};

function count(value: number, min: number, max: number, text: Texts): OptionSpec {
  return { default: value, unit: 'count', ours: true, min, max, text };
}

function detect(projection: Projection, options: OptionValues): Detection {
  const { companies, nodes } = projection;
  const start = nodes.range.company.start;
  const { links, cut } = phoenixLinks(projection, {
    months: options.months as number,
    kinds: options.kinds as number,
    maxFirms: options.maxFirms as number,
    near: options.near as number,
    top: options.top as number,
    partners: options.partners as number,
  });
  const values = unknownValues(nodes.count);
  for (let i = 0; i < companies.count; i++) if (companies.registeredDay[i] !== NO_DAY) values[start + i] = 0;
  const findings = links.map((link) => {
    const draft = draftOf(projection, link, options.kinds as number);
    values[link.firm] = draft.score;
    return draft;
  });
  return { findings, measured: knownValues(values), ...(cut > 0 && { notes: [cutNote(cut, options)] }) };
}

function draftOf({ companies, nodes }: Projection, link: PhoenixLink, least: number): Draft {
  const start = nodes.range.company.start;
  const registered = companies.registeredDay[link.firm - start]!;
  const dissolved = companies.dissolvedDay[link.best - start]!;
  const kinds = Object.entries(PHOENIX_KINDS).map(([name, bit]) => [name, link.kinds & bit ? 'yes' : 'no']);
  return {
    subjects: [link.firm, ...link.old],
    score: link.count / (link.count + least),
    severity: 'medium',
    interval: { from: formatDay(dissolved), to: formatDay(registered) },
    evidence: [
      { what: 'kinds', value: link.count, threshold: least, unit: 'count', rows: link.rows },
      { what: 'old', value: link.old.length, unit: 'count', rows: link.rows },
    ],
    values: {
      firm: { node: link.firm },
      old: { node: link.best },
      registered: { day: registered },
      dissolved: { day: dissolved },
      count: link.count,
      more: link.old.length - 1,
      ...Object.fromEntries(kinds),
    },
  };
}

function cutNote(cut: number, { maxFirms }: OptionValues): Texts {
  return {
    en: `${cut} people, addresses, contacts and counterparties of more than ${maxFirms} firms were not used to find continued firms.`,
    kk: `Жалғастырылған фирмаларды іздегенде ${maxFirms} фирмадан көбіне ортақ ${cut} адам, мекенжай, байланыс пен контрагент пайдаланылмады.`,
    ru: `При поиске продолженных фирм не учтены лица, адреса, контакты и контрагенты, общие более чем у ${maxFirms} фирм (всего ${cut}).`,
  };
}
