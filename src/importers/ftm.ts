import { entitiesOf, type FtmEntity } from './ftm/entity.ts';
import { createKnownEntities, type KnownEntities, type KnownEntity } from './ftm/known-entities.ts';
import { takeLink } from './ftm/take-link.ts';
import { attributesOf, takeParty } from './ftm/take-party.ts';
import type { Importer, InputFile } from './importer.ts';
import { claimJson, type JsonObject, openJson, readObjects, readTogether } from './json/json-file.ts';
import { createFactTaker } from './rows/fact-taker.ts';
import { createRowWriter, type RowWriter } from './rows/row-writer.ts';

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
      const why = (beginning: string) => (isFtm(beginning) ? 'its objects have id, schema and properties' : null);
      const claims = await claimJson(given, { reading: 'ftm/1', forced, why });
      files = claims.map(({ file }) => file);
      return readTogether(claims);
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
