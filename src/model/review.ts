import { containsDay } from './interval.ts';
import { type Day, NO_DAY, parseDay } from './time.ts';
import type { Texts } from './vocabulary.ts';

/** What people say about findings and about who is to be left alone: lines of a journal that is only ever added to, kept outside of runs. */

export const WHITELIST_KINDS = ['entity', 'address', 'pair'] as const;
export type WhitelistKind = (typeof WHITELIST_KINDS)[number];

export interface WhitelistEntry {
  /** `w-` and a digest of the rest. */
  id: string;
  kind: WhitelistKind;
  /** Full ids, sorted: one, or two for a pair; of an address its folded key. */
  of: string[];
  reason: string;
  author: string;
  /** First day (ISO) on which it no longer holds; null = until removed. */
  expires: string | null;
  /** When it was written, ISO 8601 in UTC. */
  at: string;
}

/** A removal is a line too: what once held stays readable. */
export type WhitelistLine =
  | { do: 'add'; entry: WhitelistEntry }
  | { do: 'remove'; id: string; reason: string; author: string; at: string };

export const VERDICTS = ['confirm', 'dismiss'] as const;
export type Verdict = (typeof VERDICTS)[number];

export interface DecisionLine {
  finding: string;
  /** With the subjects it finds the same thing again when its rows, and so its id, have changed. */
  indicator: string;
  subjects: string[];
  run: string;
  /** `withdraw` takes the last one back. */
  verdict: Verdict | 'withdraw';
  reason: string;
  author: string;
  at: string;
}

/** What was last decided about a finding. */
export interface Standing {
  verdict: Verdict;
  reason: string;
  author: string;
  at: string;
  /** True where the finding's rows have changed since. */
  changed: boolean;
}

/** What people said that touches a finding. */
export interface FindingReview {
  decision: Standing | null;
  /** Whitelist entries about everyone it is about. */
  exempt: WhitelistEntry[];
}

/** Entries that hold on a day, in the order in which they were written. */
export function whitelistOn(lines: readonly WhitelistLine[], day: Day): WhitelistEntry[] {
  const removed = new Set(lines.flatMap((line) => (line.do === 'remove' ? [line.id] : [])));
  return lines.flatMap((line) => {
    if (line.do !== 'add' || removed.has(line.entry.id)) return [];
    const to = line.entry.expires === null ? NO_DAY : (parseDay(line.entry.expires) ?? NO_DAY);
    return containsDay({ from: NO_DAY, to }, day) ? [line.entry] : [];
  });
}

type Decided = Pick<DecisionLine, 'indicator' | 'subjects'> & { id: string };

/** The last decision about a finding, by its id or, where its rows have changed, by rule and subjects; null where there is none or it was withdrawn. */
export function standingOf(lines: readonly DecisionLine[], finding: Decided): Standing | null {
  const subjects = finding.subjects.join(' ');
  for (let i = lines.length - 1; i >= 0; i--) {
    const { verdict, reason, author, at, ...about } = lines[i]!;
    const isSame = about.finding === finding.id;
    if (!isSame && (about.indicator !== finding.indicator || about.subjects.join(' ') !== subjects)) continue;
    return verdict === 'withdraw' ? null : { verdict, reason, author, at, changed: !isSame };
  }
  return null;
}

/** Entries about everyone a finding is about: each subject, or the holder of the account, is one's entity or end of a pair. */
export function exemptionsOf(
  entries: readonly WhitelistEntry[],
  subjects: readonly string[],
  ownerOf: (id: string) => string,
): WhitelistEntry[] {
  const covers = ({ of }: WhitelistEntry) => subjects.filter((id) => of.includes(id) || of.includes(ownerOf(id)));
  const pairs = entries.filter(({ kind, of }) => {
    if (kind !== 'pair') return false;
    const ends = new Set(subjects.map((id) => (of.includes(id) ? id : ownerOf(id))));
    return ends.size === of.length && of.every((id) => ends.has(id));
  });
  const single = entries.filter((entry) => entry.kind === 'entity' && covers(entry).length > 0);
  const covered = new Set(single.flatMap(covers));
  return [...(subjects.length > 0 && subjects.every((id) => covered.has(id)) ? single : []), ...pairs];
}

/** What an entry did to a run, as a note of it: an address is exempt from the rules about shared addresses, the others change no score. */
export function whitelistNote({ kind, of, reason, author, expires }: WhitelistEntry, names: string): Texts {
  const who = names || of.join(' – ');
  const until = expires ?? '—';
  const effect = kind === 'address';
  return {
    en: `Whitelist: ${who} ${effect ? 'is exempt from the rules about shared addresses' : 'is marked in findings; no score is changed'}. Reason: ${reason}. Author: ${author}. Until: ${until}.`,
    kk: `Ақ тізім: ${who} ${effect ? 'ортақ мекенжай туралы ережелерден босатылған' : 'нәтижелерде белгіленген; баға өзгермейді'}. Себебі: ${reason}. Авторы: ${author}. Мерзімі: ${until}.`,
    ru: `Белый список: ${who} — ${effect ? 'правила об общих адресах не применяются' : 'отмечено в находках; оценки не меняются'}. Причина: ${reason}. Автор: ${author}. До: ${until}.`,
  };
}
