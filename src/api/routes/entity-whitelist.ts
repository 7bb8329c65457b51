import { z } from 'zod';
import { entityWhitelist } from '../../explore/entity-whitelist.ts';
import { findNode } from '../../explore/explorer.ts';
import { formatDay, localDayOfInstant, parseDay } from '../../model/time.ts';
import { defaultAuthor } from '../../review/default-author.ts';
import { addToWhitelist } from '../../review/journal.ts';
import { defineRoute } from '../route.ts';
import { whitelistAnswer } from '../schemas.ts';

const today = () => localDayOfInstant(Date.now());

/** POST /api/entities/:id/whitelist: leave an entity or an address alone, with a reason; a line is added, none is erased. */
export const route = defineRoute({
  method: 'post',
  path: '/entities/:id/whitelist',
  permission: 'case:decide',
  summary: 'Puts an entity or an address on the whitelist, with reason, author and expiry.',
  input: z.object({
    id: z.string().min(1),
    reason: z.string().trim().min(1, 'an entry needs a reason').max(2000),
    expires: z
      .string()
      .refine((text) => (parseDay(text) ?? 0) > today(), 'a date after today, such as 2027-01-01')
      .nullable()
      .default(null),
    author: z.string().trim().min(1).max(200).optional(),
  }),
  output: whitelistAnswer,
  async answer(explorer, { id, reason, expires, author = defaultAuthor() }) {
    const { nodes } = explorer.projection;
    const kind = nodes.kind(findNode(explorer, id)) === 'address' ? 'address' : 'entity';
    const until = expires === null ? null : formatDay(parseDay(expires)!);
    const at = new Date().toISOString();
    const entry = await addToWhitelist(explorer.store, { kind, of: [id], reason, author, expires: until, at });
    explorer.review.whitelist.push(entry);
    return { whitelist: entityWhitelist(explorer, id) };
  },
});
