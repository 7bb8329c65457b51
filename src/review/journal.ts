import { canonicalJson } from '../model/canonical-json.ts';
import { shortDigest } from '../model/digest.ts';
import { TamyrError } from '../model/errors.ts';
import type { Finding } from '../model/finding.ts';
import type { DecisionLine, WhitelistEntry, WhitelistLine } from '../model/review.ts';
import type { GraphStore } from '../store/graph-store.ts';

const WHITELIST = 'whitelist';
const DECISIONS = 'decisions';

/** All lines of the whitelist, oldest first. */
export async function readWhitelist(store: GraphStore): Promise<WhitelistLine[]> {
  return (await store.readJournal(WHITELIST)) as WhitelistLine[];
}

/** All decisions, oldest first. */
export async function readDecisions(store: GraphStore): Promise<DecisionLine[]> {
  return (await store.readJournal(DECISIONS)) as DecisionLine[];
}

/** Adds an entry and answers it with its id. */
export async function addToWhitelist(store: GraphStore, given: Omit<WhitelistEntry, 'id'>): Promise<WhitelistEntry> {
  const entry = { id: `w-${shortDigest(canonicalJson(given))}`, ...given };
  await store.appendJournal(WHITELIST, { do: 'add', entry } satisfies WhitelistLine);
  return entry;
}

/** Ends an entry by a line of its own; an id that is not there, or no longer, is an error. */
export async function removeFromWhitelist(
  store: GraphStore,
  removal: { id: string; reason: string; author: string; at: string },
): Promise<void> {
  const lines = await readWhitelist(store);
  const removed = new Set(lines.flatMap((line) => (line.do === 'remove' ? [line.id] : [])));
  const standing = lines.flatMap((line) => (line.do === 'add' && !removed.has(line.entry.id) ? [line.entry.id] : []));
  if (!standing.includes(removal.id)) {
    throw new TamyrError({
      code: 'no-such-entry',
      what: `The whitelist has no entry “${removal.id}”${removed.has(removal.id) ? ' any more' : ''}.`,
      expected: standing.length > 0 ? `one of ${standing.join(', ')}` : 'an entry; there is none',
      todo: 'List them with: tamyr whitelist list',
    });
  }
  await store.appendJournal(WHITELIST, { do: 'remove', ...removal } satisfies WhitelistLine);
}

/** Keeps what was decided about a finding of a run. */
export async function decide(
  store: GraphStore,
  run: string,
  { id, indicator, subjects }: Finding,
  said: Pick<DecisionLine, 'verdict' | 'reason' | 'author' | 'at'>,
): Promise<DecisionLine> {
  const line = { finding: id, indicator, subjects, run, ...said };
  await store.appendJournal(DECISIONS, line);
  return line;
}
