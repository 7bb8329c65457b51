import type { Labels } from '../evaluate/evaluate.ts';
import { TamyrError } from '../model/errors.ts';
import { readReference } from '../model/id.ts';
import { NODE_KINDS } from '../model/vocabulary.ts';
import { readMapped } from './read-mapped.ts';

const LABEL_TABLES = {
  labels_entities: { required: ['entity_id', 'scheme_id', 'scheme_kind'], optional: ['part', 'difficulty'] },
  labels_transactions: { required: ['transaction_id', 'scheme_id', 'scheme_kind'], optional: [] },
};

/** Reads labels from files in other forms, through a mapping with the tables `labels_entities` and `labels_transactions`. */
export async function readMappedLabels(dir: string, mappingPath: string): Promise<Labels> {
  const { labels_entities: entities = [], labels_transactions: transactions = [] } = await readMapped(
    [dir],
    mappingPath,
    LABEL_TABLES,
  );
  return {
    entities: entities.map(({ entity_id, scheme_id, scheme_kind, part, difficulty }) => ({
      entityId: entityIdOf(entity_id!, mappingPath),
      schemeId: scheme_id!,
      schemeKind: scheme_kind!,
      part: part!,
      difficulty: difficulty!,
    })),
    transactions: transactions.map(({ transaction_id, scheme_id, scheme_kind }) => ({
      transactionId: transaction_id!,
      schemeId: scheme_id!,
      schemeKind: scheme_kind!,
    })),
  };
}

function entityIdOf(text: string, where: string): string {
  const id = readReference(text, null, NODE_KINDS);
  if (id.includes(':')) return id;
  throw new TamyrError({
    code: 'labels-entity-id',
    what: `"${text}" is no entity id.`,
    where,
    expected: 'kind:key such as account:62, or a bare BIN or IIN of twelve digits',
    todo: 'Write the kind with a template: entity_id: {template: "account:{acct_id}"}.',
  });
}
