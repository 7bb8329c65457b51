import { sha256 } from '../model/digest.ts';
import { entitiesOf, type FtmEntity } from './ftm/entity.ts';
import { createKnownEntities, type KnownEntities, type KnownEntity } from './ftm/known-entities.ts';
import { takeLink } from './ftm/take-link.ts';
import { attributesOf, takeParty } from './ftm/take-party.ts';
import type { Claim, Importer, InputFile } from './importer.ts';
import { beginningOf, isJsonName, type JsonObject, openJson, readObjects } from './json/json-file.ts';
import { createFactTaker } from './rows/fact-taker.ts';
import { createRowWriter, type RowWriter } from './rows/row-writer.ts';
import { digestOfFile } from './text/file-bytes.ts';

const ACCOUNT_PROPERTIES = new Set(['iban', 'accountNumber', 'publicKey', 'bankName', 'country', 'currency']);

/**
 * FollowTheMoney entities (followthemoney.tech): JSON lines, or an array, of `{id, schema, properties}`, nested exports too.
 * Links name entities by id, so all files are looked through before the first is read.
 */
export function createFtmImporter(): Importer {
  let files: InputFile[] = [];
  let known: KnownEntities | null = null;

  return {
    name: 'ftm',
    async recognises(given, { forced }) {
      const claims: Claim[] = [];
      for (const file of given) {
        if (!isJsonName(file.name)) continue;
        const looksLikeIt = isFtm(await beginningOf(file));
        if (!looksLikeIt && !forced) continue;
        const why = looksLikeIt ? 'its objects have id, schema and properties' : 'you named the format';
        claims.push({ file, why, reading: 'ftm/1' });
      }
      files = claims.map(({ file }) => file);
      if (files.length < 2) return claims;
      const reading = `ftm/1 ${sha256((await Promise.all(files.map(({ path }) => digestOfFile(path)))).join())}`;
      return claims.map((claim) => ({ ...claim, reading }));
    },
    async read({ file }, number, sink, options) {
      known ??= await learnAll(files, options.encoding);
      const all = known;
      const writer = createRowWriter(number, sink);
      const take = createFactTaker(writer, options.occurrences);
      await readObjects(file, writer, options, (object) => {
        const entities = entitiesOf(object);
        if (entities === null) return !refuse(writer, object);
        let made = false;
        for (const entity of entities) if (takeEntity(entity, { all, take, writer })) made = true;
        return made;
      });
      return writer.finish();
    },
  };
}

function refuse(writer: RowWriter, object: JsonObject): false {
  const given = Object.keys(object).join(', ');
  return writer.refuse('', '', 'bad-json', given, 'an entity: {"id": …, "schema": …, "properties": {…}}');
}

function takeEntity(entity: FtmEntity, target: Parameters<typeof takeLink>[1]): boolean {
  const known: KnownEntity = target.all.get(entity.id)!;
  switch (known.kind) {
    case 'company':
    case 'person':
      takeParty(entity, known, target.all, target.take);
      return true;
    case 'account': {
      const first = (name: string) => entity.properties.get(name)?.[0];
      const record = { id: known.reference, bank: first('bankName'), currency: first('currency')?.toUpperCase() };
      const kind = entity.schema === 'CryptoWallet' ? 'wallet' : 'bank';
      const country = first('country')?.toUpperCase();
      target.take('accounts', { ...record, kind, country }, attributesOf(entity, ACCOUNT_PROPERTIES));
      return true;
    }
    case 'address':
      target.writer.note('read-for-others', entity.schema);
      return false;
    case 'other':
      return takeLink(entity, target);
  }
}

async function learnAll(files: readonly InputFile[], encoding: string | null): Promise<KnownEntities> {
  const known = createKnownEntities();
  for (const file of files) {
    for await (const group of openJson(file, { encoding })) {
      for (let i = 0; i < group.count; i++) {
        for (const entity of entitiesOf(JSON.parse(group.raw(i)) as JsonObject) ?? []) known.learn(entity);
      }
    }
  }
  return known;
}

/** Whether a beginning is one of entities: the three keys, and a schema's name in capitals. */
function isFtm(beginning: string): boolean {
  return (
    /^\s*(\[\s*)?\{/.test(beginning) &&
    /"schema"\s*:\s*"[A-Z][A-Za-z]+"/.test(beginning) &&
    /"properties"\s*:\s*\{/.test(beginning) &&
    /"id"\s*:\s*"/.test(beginning)
  );
}
