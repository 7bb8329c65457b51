import { createKnownStatements, type KnownStatements } from './bods/known-statements.ts';
import { statementOf } from './bods/statement.ts';
import { takeEarlier, takeParty } from './bods/take-party.ts';
import { takeRelationship } from './bods/take-relationship.ts';
import type { Importer, InputFile } from './importer.ts';
import { claimJson, type JsonObject, openJson, readObjects, readTogether } from './json/json-file.ts';
import { createFactTaker } from './rows/fact-taker.ts';
import { createRowWriter } from './rows/row-writer.ts';

/**
 * Statements of the Beneficial Ownership Data Standard (standard.openownership.org), versions 0.2, 0.3 and 0.4, as a JSON
 * array or as JSON lines. Statements name and replace each other, so all files are looked through before the first is read.
 */
export function createBodsImporter(): Importer {
  let files: InputFile[] = [];
  let learnt: KnownStatements | null = null;

  return {
    name: 'bods',
    async recognises(given, { forced }) {
      const claims = await claimJson(given, { reading: 'bods/1', forced, why: whatItLooksLike });
      files = claims.map(({ file }) => file);
      return readTogether(claims);
    },
    async read({ file }, number, sink, options) {
      learnt ??= await learnAll(files, options.encoding);
      const known = learnt;
      const writer = createRowWriter(number, sink);
      const take = createFactTaker(writer, options.occurrences);
      await readObjects(file, writer, options, (object) => {
        const statement = statementOf(object);
        if (statement === null) {
          const type = String(object.recordType ?? object.statementType ?? Object.keys(object).join(', '));
          return !writer.refuse('', '', 'bad-json', type, 'an entity, person or relationship statement with its id');
        }
        const later = known.laterThan(statement);
        if (statement.kind === 'relationship') return takeRelationship(statement, later, { known, take, writer });
        if (later === null) takeParty(statement, known, take);
        else if (!takeEarlier(statement, later, known, take)) {
          writer.note('superseded', statement.kind);
          return false;
        }
        return true;
      });
      return writer.finish();
    },
  };
}

async function learnAll(files: readonly InputFile[], encoding: string | null): Promise<KnownStatements> {
  const known = createKnownStatements();
  for (const file of files) {
    for await (const group of openJson(file, { encoding })) {
      for (let i = 0; i < group.count; i++) {
        const statement = statementOf(JSON.parse(group.raw(i)) as JsonObject);
        if (statement !== null) known.learn(statement);
      }
    }
  }
  return known;
}

/** Says what a beginning shows where it is one of statements. */
function whatItLooksLike(beginning: string): string | null {
  if (!/^\s*(\[\s*)?\{/.test(beginning)) return null;
  if (/"statementId"\s*:/.test(beginning) && /"recordType"\s*:\s*"(entity|person|relationship)"/.test(beginning)) {
    return 'its objects are BODS statements as of version 0.4';
  }
  const before = /"statementType"\s*:\s*"(entity|person|ownershipOrControl)Statement"/.test(beginning);
  return before && /"statementID"\s*:/.test(beginning)
    ? 'its objects are BODS statements of a version before 0.4'
    : null;
}
