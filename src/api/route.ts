import type { z } from 'zod';
import type { Explorer } from '../explore/explorer.ts';

/** What a caller must be allowed to do. The owner of the store, on this machine, may do everything. */
export const PERMISSIONS = ['case:read', 'case:decide', 'status:read'] as const;
export type Permission = (typeof PERMISSIONS)[number];

/**
 * A route, declared in one place: how it is called, who may call it, what goes in and out, and how it is answered.
 * Answers are computed in a worker thread, never on the event loop. One file each in `routes/`.
 */
export interface Route<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> {
  method: 'get' | 'post';
  /** Express path below `/api`, parameters as `:id`. */
  path: string;
  permission: Permission;
  /** Path parameters and query together, of a post path parameters and JSON body; typed values out. */
  input: I;
  output: O;
  /** One sentence for the API's description. */
  summary: string;
  answer(explorer: Explorer, input: z.output<I>): Promise<z.output<O>> | z.output<O>;
}

/** Declares a route; only there for its types. */
export function defineRoute<I extends z.ZodType, O extends z.ZodType>(route: Route<I, O>): Route<I, O> {
  return route;
}

/** Throws where a route lacks its declaration: the server then does not start. */
export function checkRoutes(routes: Readonly<Record<string, unknown>>): void {
  for (const [name, value] of Object.entries(routes)) {
    const route = value as Partial<Route> | undefined;
    const missing = (['method', 'path', 'permission', 'input', 'output', 'answer'] as const).filter(
      (key) => route?.[key] === undefined,
    );
    if (missing.length > 0)
      throw new Error(`route ${name} declares no ${missing.join(', ')}: the server does not start`);
    if (!PERMISSIONS.includes(route!.permission!)) {
      throw new Error(
        `route ${name} asks for the unknown permission "${route!.permission}": the server does not start`,
      );
    }
  }
}
