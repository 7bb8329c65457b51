import { z } from 'zod';
import { findNode } from '../../explore/explorer.ts';
import { suggestionsDocument } from '../../explore/suggestion-list.ts';
import { defineRoute } from '../route.ts';
import { suggestions } from '../schemas.ts';

/** GET /api/entities/:id/suggestions: people of the same or a similar name, similar addresses; guesses, not facts. */
export const route = defineRoute({
  method: 'get',
  path: '/entities/:id/suggestions',
  permission: 'case:read',
  summary: 'Entities that may be the same as this one, by name or address: guesses that no rule counts.',
  input: z.object({ id: z.string(), limit: z.coerce.number().int().min(0).max(100).default(25) }),
  output: suggestions,
  answer: (explorer, { id, limit }) => suggestionsDocument(explorer, findNode(explorer, id), limit),
});
