import type { Finding } from '../model/finding.ts';
import { exemptionsOf, type FindingReview, standingOf } from '../model/review.ts';
import type { Explorer } from './explorer.ts';

/** What was decided about a finding, now or in an earlier run, and which whitelist entries cover everyone it is about. */
export function findingReview({ review, projection }: Explorer, finding: Finding): FindingReview {
  const { nodes, accounts } = projection;
  const ownerOf = (id: string) => {
    const node = nodes.find(id);
    if (node < 0 || nodes.kind(node) !== 'account') return id;
    const holder = accounts.holder[node - nodes.range.account.start]!;
    return holder < 0 ? id : nodes.id(holder);
  };
  return {
    decision: review.decisions.length > 0 ? standingOf(review.decisions, finding) : null,
    exempt: review.whitelist.length > 0 ? exemptionsOf(review.whitelist, finding.subjects, ownerOf) : [],
  };
}
