import { fullestDays, type Held, replacementDays } from '../graph/changes.ts';
import { knownValues, unknownValues } from '../graph/known-values.ts';
import { monthsAfter } from '../graph/months.ts';
import type { Projection, RowRef } from '../graph/projection.ts';
import { rowOf } from '../graph/row-ref.ts';
import { foldCompanyName } from '../model/fold-company-name.ts';
import { formatDay, NO_DAY } from '../model/time.ts';
import type { Detection, Detector, Draft, OptionValues } from './detector.ts';

/** A firm that moves and renames itself again and again: hard to find and to recognise (typologies of shell companies). */
export const addressChurn: Detector = {
  indicator: 'R17',
  name: 'address-churn',
  version: 1,
  family: 'life',
  nature: 'state',
  subjects: ['company'],
  source: 'FATF/Egmont, Concealment of Beneficial Ownership (2018), Annex E: frequent changes of address and name',
  inputs: [['addresses.to', 'names.to']],
  options: {
    moves: {
      default: 2,
      unit: 'count',
      ours: false,
      min: 1,
      text: {
        en: 'Fewest moves and renames',
        kk: 'Көшу мен атау ауыстырудың ең аз саны',
        ru: 'Наименьшее число переездов и переименований',
      },
    },
    months: {
      default: 24,
      unit: 'count',
      ours: false,
      min: 1,
      text: { en: 'Within so many months', kk: 'Неше ай ішінде', ru: 'За сколько месяцев' },
    },
  },
  texts: {
    title: {
      en: 'Address or name changes often',
      kk: 'Мекенжайы не атауы жиі ауысады',
      ru: 'Часто меняется адрес или название',
    },
    definition: {
      en: 'At least {moves} moves of the legal address or renames within {months} months. A further address, a name in another spelling or legal form is none; what changes on one day counts once.',
      kk: '{months} ай ішінде заңды мекенжай не атау кемінде {moves} рет ауысқан. Қосымша мекенжай, атаудың басқаша жазылуы не құқықтық нысан есепке кірмейді; бір күнгі өзгерістер бір рет саналады.',
      ru: 'Не менее {moves} переездов или переименований за {months} месяца. Дополнительный адрес, другое написание или форма названия не в счёт; изменения одного дня считаются за одно.',
    },
    sentence: {
      en: '{firm} moved or took another name {changes, plural, one {once} other {# times}} between {first} and {last}: moves {moves}, renames {renames}.',
      kk: '{firm} {first} – {last} аралығында {changes} рет көшті не атауын ауыстырды: көшуі — {moves}, атау ауыстыруы — {renames}.',
      ru: '{firm}: с {first} по {last} адрес или название менялись {changes, plural, one {# раз} few {# раза} other {# раз}}; переездов — {moves}, переименований — {renames}.',
    },
    evidence: {
      changes: { en: 'Changes in the window', kk: 'Аралықтағы өзгерістер', ru: 'Изменений за период' },
      moves: { en: 'Moves', kk: 'Көшу', ru: 'Переездов' },
      renames: { en: 'Renames', kk: 'Атау ауыстыру', ru: 'Переименований' },
    },
  },
  detect,
};

/** Values of one kind that a firm had, with the row of each. */
interface History {
  held: Held[];
  rows: RowRef[];
}

function detect(projection: Projection, options: OptionValues): Detection {
  const { nodes } = projection;
  const least = options.moves as number;
  const months = options.months as number;
  const values = unknownValues(nodes.count);
  const findings: Draft[] = [];
  const namesOf = createNameHistory(projection);
  for (let firm = nodes.range.company.start; firm < nodes.range.company.end; firm++) {
    const addresses = addressHistory(projection, firm);
    const names = namesOf(firm);
    if (addresses.held.length === 0 && names.held.length === 0) continue;
    const moveDays = replacementDays(addresses.held);
    const renameDays = replacementDays(names.held);
    const days = [...new Set([...moveDays, ...renameDays])].sort((a, b) => a - b);
    const window = fullestDays(days, (first, last) => last <= monthsAfter(first, months));
    values[firm] = window.length / (window.length + least);
    if (window.length < least) continue;
    const inWindow = new Set(window);
    const moves = moveDays.filter((day) => inWindow.has(day)).length;
    const renames = renameDays.filter((day) => inWindow.has(day)).length;
    const rowsOn = ({ held, rows }: History) =>
      rows.filter((_, i) => inWindow.has(held[i]!.fromDay) || inWindow.has(held[i]!.toDay));
    const moveRows = rowsOn(addresses);
    const renameRows = rowsOn(names);
    findings.push({
      subjects: [firm],
      score: values[firm]!,
      severity: 'medium',
      interval: { from: formatDay(window[0]!), to: formatDay(window.at(-1)!) },
      evidence: [
        {
          what: 'changes',
          value: window.length,
          threshold: least,
          unit: 'count',
          rows: [...moveRows, ...renameRows],
        },
        ...(moves > 0 ? [{ what: 'moves', value: moves, unit: 'count' as const, rows: moveRows }] : []),
        ...(renames > 0 ? [{ what: 'renames', value: renames, unit: 'count' as const, rows: renameRows }] : []),
      ],
      values: {
        firm: { node: firm },
        changes: window.length,
        moves,
        renames,
        first: { day: window[0]! },
        last: { day: window.at(-1)! },
      },
    });
  }
  return { findings, measured: knownValues(values) };
}

function addressHistory({ sites }: Projection, firm: number): History {
  const history: History = { held: [], rows: [] };
  for (let i = sites.out.offsets[firm]!; i < sites.out.offsets[firm + 1]!; i++) {
    const edge = sites.out.edges[i]!;
    history.held.push({ value: sites.to[edge]!, fromDay: sites.fromDay[edge]!, toDay: sites.toDay[edge]! });
    history.rows.push(rowOf(sites, edge));
  }
  return history;
}

/** Names of firms in ascending order of nodes: earlier ones with their days, and the present one, which always holds. */
function createNameHistory({ aliases, companies, nodes }: Projection): (firm: number) => History {
  let at = 0;
  return (firm) => {
    const history: History = { held: [], rows: [] };
    while (at < aliases.count && aliases.entity[at]! < firm) at++;
    for (; at < aliases.count && aliases.entity[at] === firm; at++) {
      const value = foldCompanyName(aliases.name.at(at));
      history.held.push({ value, fromDay: aliases.fromDay[at]!, toDay: aliases.toDay[at]! });
      history.rows.push({ table: 'names', row: aliases.row[at]! });
    }
    const present = nodes.name(firm);
    if (history.held.length > 0 && present !== null) {
      history.held.push({ value: foldCompanyName(present), fromDay: NO_DAY, toDay: NO_DAY });
      history.rows.push({ table: 'companies', row: companies.row[firm - nodes.range.company.start]! });
    }
    return history;
  };
}
