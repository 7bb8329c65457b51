import { z } from 'zod';
import { entityWhitelist } from '../../explore/entity-whitelist.ts';
import { defaultAuthor } from '../../review/default-author.ts';
import { removeFromWhitelist } from '../../review/journal.ts';
import { defineRoute } from '../route.ts';
import { whitelistAnswer } from '../schemas.ts';

/** POST /api/whitelist/:id/removal: ends an entry by a line of its own; answers what still names the same entity. */
export const route = defineRoute({
  method: 'post',
  path: '/whitelist/:id/removal',
  permission: 'case:decide',
  summary: 'Ends an entry of the whitelist, with the reason; what once held stays readable.',
  input: z.object({
    id: z.string().min(1),
    reason: z.string().trim().min(1, 'a removal needs a reason').max(2000),
    author: z.string().trim().min(1).max(200).optional(),
  }),
  output: whitelistAnswer,
  async answer(explorer, { id, reason, author = defaultAuthor() }) {
    await removeFromWhitelist(explorer.store, { id, reason, author, at: new Date().toISOString() });
    const { review } = explorer;
    const ended = review.whitelist.find((entry) => entry.id === id);
    review.whitelist = review.whitelist.filter((entry) => entry.id !== id);
    return { whitelist: ended ? entityWhitelist(explorer, ended.of[0]!) : [] };
  },
});
