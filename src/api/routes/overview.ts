import { z } from 'zod';
import { detectors } from '../../detectors/registry.ts';
import type { Explorer } from '../../explore/explorer.ts';
import { searchHit } from '../../explore/search.ts';
import { formatDay } from '../../model/time.ts';
import { CLUSTER_KINDS } from '../../model/vocabulary.ts';
import { PRODUCT } from '../../product.ts';
import { defineRoute } from '../route.ts';
import { overview } from '../schemas.ts';

/** GET /api/overview: what was read, what was computed, and where to begin. */
export const route = defineRoute({
  method: 'get',
  path: '/overview',
  permission: 'case:read',
  summary: 'The run, the rules, the sources read and three real examples to search for.',
  input: z.object({}),
  output: overview,
  async answer(explorer) {
    const loads = await explorer.store.loads();
    const sources = new Map<string, z.infer<typeof overview>['sources'][number]>();
    for (const load of loads) {
      const known = sources.get(load.source) ?? { name: load.source, files: 0, rows: 0, accepted: 0, snapshot: null };
      known.files += load.files;
      known.rows += load.rows;
      known.accepted += load.accepted;
      if (load.snapshot !== null) known.snapshot = formatDay(load.snapshot);
      sources.set(load.source, known);
    }
    const clusters = explorer.run?.document.clusters ?? [];
    const counts = CLUSTER_KINDS.map(
      (kind) => [kind, clusters.filter((cluster) => cluster.kind === kind).length] as const,
    );
    return {
      product: PRODUCT,
      run: explorer.run?.document.run ?? null,
      indicators: Object.fromEntries(
        detectors.map(({ indicator, name, family, source, texts: { title, definition, evidence } }) => [
          indicator,
          { name, family, source, title, definition, evidence },
        ]),
      ),
      sources: [...sources.values()],
      clusterCounts: Object.fromEntries(counts) as Record<(typeof CLUSTER_KINDS)[number], number>,
      examples: examples(explorer).map((node) => searchHit(explorer, node, '', false)),
    };
  },
});

/** The company, the address and the account or person with the highest score or most relations: real things to try. */
function examples({ projection, run }: Explorer): number[] {
  const { nodes } = projection;
  const found: number[] = [];
  for (const kind of ['company', 'person', 'account'] as const) {
    const best = run?.document.entities.find((entity) => entity.id.startsWith(`${kind}:`));
    const node = best ? nodes.find(best.id) : nodes.range[kind].start;
    if (node >= 0 && node < nodes.range[kind].end) found.push(node);
  }
  return found;
}
