import type { Command } from 'commander';
import { addressId, addressKeys } from '../../model/address.ts';
import { TamyrError } from '../../model/errors.ts';
import { byCodePoint } from '../../model/order.ts';
import { type WhitelistEntry, whitelistOn } from '../../model/review.ts';
import { formatDay, localDayOfInstant, parseDay } from '../../model/time.ts';
import { defaultAuthor } from '../../review/default-author.ts';
import { addToWhitelist, readWhitelist, removeFromWhitelist } from '../../review/journal.ts';
import { type CommonOptions, print, printJson, withCommon, withStore } from '../common.ts';

interface AddOptions extends CommonOptions {
  reason: string;
  author: string;
  expires?: string;
}

export function register(program: Command): void {
  const whitelist = program
    .command('whitelist')
    .summary('say who is to be left alone, why and until when')
    .description(
      'Keeps entities, addresses and pairs with a reason, an author and an expiry. An address is exempt from the rules about shared addresses from the next run on; entities and pairs are marked in findings and change no score. Nothing is erased: a removal is an entry too.',
    )
    .addHelpText(
      'after',
      `
Examples:
  $ tamyr whitelist add address "Алматы, пр. Абая 10, офис 5" --reason "business centre, visited" --expires 2027-01-01
  $ tamyr whitelist add entity company:940140000385 --reason "the bank's own account"
  $ tamyr whitelist add pair company:940140000385 company:990140004654 --reason "rent, contract 17"
  $ tamyr whitelist list --json
  $ tamyr whitelist remove w-0123456789abcdef --reason "moved out"`,
    );
  withCommon(whitelist.command('add').summary('add an entity, an address or a pair'))
    .argument('<kind>', 'entity, address or pair')
    .argument('<of...>', 'full id (company:…, person:…, account:…); for an address its text or id; two ids for a pair')
    .requiredOption('--reason <text>', 'why it is to be left alone')
    .option('--author <name>', 'who says so', defaultAuthor())
    .option('--expires <date>', 'first day on which it no longer holds (default: until removed)')
    .action(async (kind: string, of: string[], options: AddOptions) => {
      const entry = await withStore(options, (store) => addToWhitelist(store, entryOf(kind, of, options)));
      if (options.json) printJson(entry);
      else print(`Added ${line(entry)}`);
    });
  withCommon(whitelist.command('list').summary('list what holds, or everything that was ever written'))
    .option('--all', 'also what expired or was removed, line by line')
    .action(async (options: CommonOptions & { all?: boolean }) => {
      const lines = await withStore(options, readWhitelist);
      const entries = whitelistOn(lines, localDayOfInstant(Date.now()));
      if (options.json) printJson(options.all ? { lines } : { entries });
      else if (options.all)
        for (const one of lines)
          print(
            one.do === 'add'
              ? `add     ${line(one.entry)}`
              : `remove  ${one.id}: ${one.reason} (${one.author}, ${one.at})`,
          );
      else print(entries.length > 0 ? entries.map(line).join('\n') : 'The whitelist is empty.');
    });
  withCommon(whitelist.command('remove').summary('end an entry'))
    .argument('<id>', 'entry, as list shows it')
    .requiredOption('--reason <text>', 'why it no longer holds')
    .option('--author <name>', 'who says so', defaultAuthor())
    .action(async (id: string, options: AddOptions) => {
      const { reason, author } = options;
      const removal = { id, reason, author, at: new Date().toISOString() };
      await withStore(options, (store) => removeFromWhitelist(store, removal));
      if (options.json) printJson(removal);
      else print(`Removed ${id}.`);
    });
}

function entryOf(kind: string, of: string[], { reason, author, expires }: AddOptions): Omit<WhitelistEntry, 'id'> {
  if (kind !== 'entity' && kind !== 'address' && kind !== 'pair')
    throw wrong('kind', `“${kind}” is no kind of entry.`, 'entity, address or pair');
  const wanted = kind === 'pair' ? 2 : 1;
  if (of.length !== wanted || new Set(of).size !== wanted)
    throw wrong('of', `${of.length} were named.`, kind === 'pair' ? 'two different ids' : `one ${kind}`);
  const ids = kind === 'address' ? [addressOf(of[0]!)] : of.map(entityOf).sort(byCodePoint);
  const day = expires === undefined ? null : parseDay(expires);
  if (expires !== undefined && day === null)
    throw wrong('--expires', `“${expires}” is no date.`, 'a date such as 2027-01-01');
  if (reason.trim() === '') throw wrong('--reason', 'The reason is empty.', 'a sentence that a reader can check');
  return { kind, of: ids, reason, author, expires: day === null ? null : formatDay(day), at: new Date().toISOString() };
}

function addressOf(text: string): string {
  return text.startsWith('address:') ? text : addressId(addressKeys(text).unit);
}

function entityOf(text: string): string {
  if (/^(company|person|account):./.test(text)) return text;
  throw wrong('of', `“${text}” is no full id.`, 'company:…, person:… or account:…');
}

function line({ id, kind, of, reason, author, expires }: WhitelistEntry): string {
  return `${id}  ${kind} ${of.join(' – ')}: ${reason} (${author}${expires === null ? '' : `, until ${expires}`})`;
}

function wrong(where: string, what: string, expected: string): TamyrError {
  return new TamyrError({ code: 'bad-option', what, where, expected });
}
