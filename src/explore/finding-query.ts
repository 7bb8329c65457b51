import type { z } from 'zod';
import type { findingQuery as schema } from '../api/schemas.ts';
import { isNeo4jAddress, parseNeo4jAddress } from '../store/neo4j/address.ts';
import { askedText, readLibrary } from '../store/neo4j/library.ts';
import { inNamespace } from '../store/neo4j/vocabulary.ts';
import type { Explorer } from './explorer.ts';
import { findFinding } from './finding-view.ts';

/**
 * The saved query of a finding's rule, asked about its subjects on the run's day: it runs as it is in Neo4j's browser, with the names of the
 * store's namespace where the store is in Neo4j. `text` is null where Cypher cannot say what the rule looks for.
 */
export function findingQuery(explorer: Explorer, id: string): z.infer<typeof schema> {
  const { indicator, subjects } = findFinding(explorer, id);
  const query = readLibrary().find((saved) => saved.indicator === indicator);
  if (!query) return { indicator, file: null, agrees: null, text: null };
  const { address } = explorer.store;
  const namespace = isNeo4jAddress(address) ? parseNeo4jAddress(address).namespace : null;
  const asked = askedText(query, { asOf: explorer.run!.document.run.asOf, only: subjects });
  return {
    indicator,
    file: `cypher/library/${query.name}.cypher`,
    agrees: query.agrees,
    text: inNamespace(asked, namespace),
  };
}
