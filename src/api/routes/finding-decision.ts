import { z } from 'zod';
import { findingReview } from '../../explore/finding-review.ts';
import { findFinding } from '../../explore/finding-view.ts';
import { VERDICTS } from '../../model/review.ts';
import { defaultAuthor } from '../../review/default-author.ts';
import { decide } from '../../review/journal.ts';
import { defineRoute } from '../route.ts';
import { decisionAnswer } from '../schemas.ts';

/** POST /api/findings/:id/decision: confirm, dismiss, or withdraw what was decided; a line is added, none is erased. */
export const route = defineRoute({
  method: 'post',
  path: '/findings/:id/decision',
  permission: 'case:decide',
  summary: 'Keeps a decision about a finding, with its reason; changes no score.',
  input: z
    .object({
      id: z.string().min(1),
      verdict: z.enum([...VERDICTS, 'withdraw']),
      reason: z.string().trim().max(2000).default(''),
      author: z.string().trim().min(1).max(200).optional(),
    })
    .refine(({ verdict, reason }) => verdict === 'withdraw' || reason !== '', {
      path: ['reason'],
      message: 'a decision needs a reason',
    }),
  output: decisionAnswer,
  async answer(explorer, { id, verdict, reason, author = defaultAuthor() }) {
    const finding = findFinding(explorer, id);
    const said = { verdict, reason, author, at: new Date().toISOString() };
    explorer.review.decisions.push(await decide(explorer.store, explorer.run!.run.id, finding, said));
    return { decision: findingReview(explorer, finding).decision };
  },
});
