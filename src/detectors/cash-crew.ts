import { type CashCrew, type CrewEpisode, cashCrews } from '../graph/cash-crews.ts';
import { intervalOf } from '../graph/edge-times.ts';
import { knownValues, unknownValues } from '../graph/known-values.ts';
import { transferDays } from '../graph/months.ts';
import type { Projection } from '../graph/projection.ts';
import { formatDay, localMinuteOfInstant } from '../model/time.ts';
import type { Texts } from '../model/vocabulary.ts';
import type { Detection, Detector, Draft, OptionValues } from './detector.ts';

/** Cards of different holders at one cash machine within minutes: one runner with a stack of drop cards, or a crew of them. */
export const cashCrew: Detector = {
  indicator: 'M15',
  name: 'cash-crew',
  version: 1,
  family: 'flow',
  nature: 'event',
  subjects: ['account'],
  source: 'Practice of the Kazakh financial monitoring agency on drop cards; the numbers are ours',
  inputs: ['transactions.at', 'transactions.from_account', 'transactions.to_account', 'accounts.kind'],
  options: {
    cards: {
      default: 4,
      unit: 'count',
      ours: true,
      min: 2,
      text: {
        en: 'Fewest cards of different holders',
        kk: 'Әртүрлі ұстаушы карталарының ең аз саны',
        ru: 'Наименьшее число карт разных держателей',
      },
    },
    window: {
      default: 15 * 60_000,
      unit: 'ms',
      ours: true,
      min: 0,
      text: { en: 'Window', kk: 'Терезе', ru: 'Окно' },
    },
    chance: {
      default: 0.05,
      unit: 'share',
      ours: true,
      min: 0,
      text: {
        en: 'Most such windows to be expected from the machine’s other customers',
        kk: 'Банкоматтың басқа клиенттерінен күтілетін мұндай терезелердің ең көп саны',
        ru: 'Сколько таких окон можно ожидать от остальных клиентов банкомата',
      },
    },
    footage: {
      default: 180,
      unit: 'days',
      ours: false,
      min: 0,
      text: {
        en: 'Days for which camera footage is kept at least',
        kk: 'Камера жазбасы кемінде сақталатын күндер',
        ru: 'Сколько дней не меньше хранится запись камеры',
      },
    },
  },
  texts: {
    title: {
      en: 'Several cards at one cash machine',
      kk: 'Бір банкоматта бірнеше карта',
      ru: 'Несколько карт у одного банкомата',
    },
    definition: {
      en: 'Within {window} cards of at least {cards} different holders withdraw cash at one machine, more than its other customers would bring by chance; windows with holders in common are one crew, and one that comes to one machine on about the same day of at least three months is payday. Camera footage is kept for at least {footage} days.',
      kk: '{window} ішінде кемінде {cards} әртүрлі ұстаушының картасымен бір банкоматтан ақша алынады, бұл басқа клиенттерден кездейсоқ күтілетіннен көп; ортақ ұстаушылары бар терезелер — бір топ; кемінде үш айда шамамен бір күні бір банкоматқа келетін топ — жалақы күні. Камера жазбасы кемінде {footage} күн сақталады.',
      ru: 'За {window} по картам не менее чем {cards} разных держателей снимают наличные в одном банкомате — больше, чем случайно дали бы остальные клиенты; окна с общими держателями — одна группа, а та, что приходит к одному банкомату примерно в один день не менее трёх месяцев, — день зарплаты. Запись камеры хранится не менее {footage} дней.',
    },
    sentence: {
      en: 'On {day} from {from} to {to} cards of {cards, plural, one {# holder} other {# different holders}} withdrew {sum} at {atm}; the threshold is {threshold}. Camera footage is kept for at least {footage} days, until {until}.{episodes, plural, =1 {} other { This happened # times{machines, plural, =1 {} other { at # machines}}.}}',
      kk: '{day} күні {from}–{to} аралығында {cards} әртүрлі ұстаушының картасымен {atm} банкоматынан {sum} алынды; шегі — {threshold, kk, ablative} бастап. Камера жазбасы кемінде {footage} күн, {until} күніне дейін сақталады.{episodes, plural, =1 {} other { Бұл # рет{machines, plural, =1 {} other { # банкоматта}} болды.}}',
      ru: '{day} с {from} до {to} по картам {cards, plural, one {# держателя} other {# разных держателей}} в банкомате {atm} снято {sum}; порог — от {threshold}. Запись камеры хранится не менее {footage} дней, до {until}.{episodes, plural, =1 {} other { Так было не раз: #{machines, plural, =1 {} other {, банкоматов — #}}.}}',
    },
    evidence: {
      cards: {
        en: 'Different holders, one window after another',
        kk: 'Үзіліссіз терезелердегі әртүрлі ұстаушылар',
        ru: 'Разных держателей в сплошных окнах',
      },
      atm: { en: 'Cash machine and time', kk: 'Банкомат және уақыт', ru: 'Банкомат и время' },
      footage: {
        en: 'Camera footage is kept until',
        kk: 'Камера жазбасы сақталатын мерзім',
        ru: 'Запись камеры хранится до',
      },
      sum: { en: 'Withdrawn then', kk: 'Сонда алынғаны', ru: 'Снято тогда' },
      episodes: { en: 'Times this happened', kk: 'Қайталанған саны', ru: 'Сколько раз так было' },
    },
  },
  detect,
};

function detect(projection: Projection, options: OptionValues): Detection {
  const { nodes } = projection;
  const threshold = options.cards as number;
  const { crews, paydays, dayOnly, seen } = cashCrews(projection, {
    cards: threshold,
    windowMs: options.window as number,
    chance: options.chance as number,
  });
  const values = unknownValues(nodes.count);
  for (let i = 0; i < seen.length; i++) if (seen[i]) values[nodes.range.account.start + i] = 0;
  const findings = crews.map((crew) => draftOf(projection, crew, options));
  for (const { subjects, score } of findings)
    for (const node of subjects) values[node] = Math.max(values[node]!, score);
  const notes = [...(dayOnly > 0 ? [dayNote(dayOnly)] : []), ...(paydays > 0 ? [paydayNote(paydays)] : [])];
  return { findings, measured: knownValues(values), ...(notes.length > 0 && { notes }) };
}

function draftOf(projection: Projection, { cards, episodes }: CashCrew, options: OptionValues): Draft {
  const { transfers, nodes } = projection;
  const threshold = options.cards as number;
  const best = episodes.reduce((best, episode) => (episode.parties.length > best.parties.length ? episode : best));
  const edges = episodes.flatMap((episode) => episode.edges).sort((a, b) => a - b);
  const { minor, currency } = sumOf(projection, best);
  const [first, last] = [best.edges[0]!, best.edges[best.edges.length - 1]!];
  const day = transferDays(transfers)[first]!;
  const until = transferDays(transfers)[last]! + (options.footage as number);
  const place = (episode: CrewEpisode) => {
    const [start, end] = [episode.edges[0]!, episode.edges[episode.edges.length - 1]!];
    const times = `${timeOfDay(transfers.at[start]!)}–${timeOfDay(transfers.at[end]!)}`;
    return `${nodes.name(episode.atm) ?? nodes.id(episode.atm)}, ${formatDay(transferDays(transfers)[start]!)} ${times}`;
  };
  const holders = best.parties.length;
  return {
    subjects: cards,
    score: holders / (holders + threshold),
    severity: 'medium',
    transfers: edges,
    interval: intervalOf(transfers, edges),
    evidence: [
      { what: 'cards', value: holders, threshold, unit: 'count', transfers: best.edges },
      ...episodes.map((episode) => ({
        what: 'atm',
        value: place(episode),
        unit: 'text' as const,
        transfers: episode.edges,
      })),
      { what: 'footage', value: formatDay(until), unit: 'date', transfers: best.edges },
      { what: 'sum', value: minor, unit: 'minor', currency, transfers: best.edges },
      { what: 'episodes', value: episodes.length, unit: 'count', transfers: edges },
    ],
    values: {
      day: { day },
      from: timeOfDay(transfers.at[first]!),
      to: timeOfDay(transfers.at[last]!),
      cards: holders,
      sum: { money: { minor: String(minor), currency } },
      atm: { node: best.atm },
      threshold,
      footage: options.footage as number,
      until: { day: until },
      episodes: episodes.length,
      machines: new Set(episodes.map(({ atm }) => atm)).size,
    },
  };
}

/** What was withdrawn in the episode's first currency. */
function sumOf({ transfers }: Projection, { edges }: CrewEpisode): { minor: number; currency: string } {
  const code = transfers.currency[edges[0]!]!;
  const minor = edges.reduce((sum, e) => sum + (transfers.currency[e] === code ? transfers.amountMinor[e]! : 0), 0);
  return { minor, currency: transfers.currencies[code]! };
}

/** `HH:MM` in Almaty. */
function timeOfDay(utcMs: number): string {
  const minute = localMinuteOfInstant(utcMs);
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
}

function paydayNote(count: number): Texts {
  return {
    en: `${count} groups that meet at one cash machine about the same day of each month were taken for people on payday, not for crews.`,
    kk: `Ай сайын шамамен бір күні бір банкоматқа келетін ${count} топ жалақы алушылар деп есептелді, қолма-қол топ емес.`,
    ru: `Группы, которые встречаются у одного банкомата примерно в один день месяца (${count}), приняты за получателей зарплаты.`,
  };
}

function dayNote(count: number): Texts {
  return {
    en: `${count} withdrawals at cash machines carry a day and no time, so nothing could be said about minutes.`,
    kk: `Банкоматтан ақша алудың ${count} жазбасында уақыты жоқ, тек күні бар, сондықтан минуттары туралы ештеңе айтылмайды.`,
    ru: `Снятия в банкоматах, у которых известен только день (${count}), не рассматривались: о минутах ничего сказать нельзя.`,
  };
}
