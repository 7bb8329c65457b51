import { existsSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import compression from 'compression';
import express, { type NextFunction, type Request, type Response } from 'express';
import helmet from 'helmet';
import { z } from 'zod';
import { TamyrError } from '../model/errors.ts';
import type { Answers } from './answers.ts';
import type { ApiError } from './contract.ts';
import { loadRoutes } from './load-routes.ts';
import type { Permission, Route } from './route.ts';

export interface ServerOptions {
  answers: Answers;
  /** 0 = any free port. */
  port: number;
  /** What a caller from this machine may do; everything, unless told otherwise. */
  grants?: readonly Permission[];
}

const HOST = '127.0.0.1';
const OWNER: readonly Permission[] = ['case:read', 'case:decide', 'status:read'];

/** Starts the API and the explorer's page on the loopback address; settles once it listens. */
export async function startServer({
  answers,
  port,
  grants = OWNER,
}: ServerOptions): Promise<{ url: string; close(): Promise<void> }> {
  const app = express();
  app.disable('x-powered-by');
  app.set('query parser', 'simple');
  app.use(helmet({ contentSecurityPolicy: { useDefaults: false, directives: CONTENT_SECURITY }, hsts: false }));
  app.use(compression());
  app.use(onlyThisMachine);
  for (const [name, route] of Object.entries(await loadRoutes())) mount(app, name, route, answers, grants);
  app.use('/api', (request, response) => {
    const error = { code: 'no-such-route', what: `There is no ${request.method} ${request.originalUrl}.` };
    response.status(404).json({ error } satisfies ApiError);
  });
  servePage(app);
  app.use(handleError);
  const server = await listen(app, port);
  const { port: actual } = server.address() as AddressInfo;
  return {
    url: `http://${HOST}:${actual}/`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

const CONTENT_SECURITY = {
  defaultSrc: ["'none'"],
  scriptSrc: ["'self'"],
  styleSrc: ["'self'"],
  imgSrc: ["'self'", 'data:', 'blob:'],
  fontSrc: ["'self'"],
  connectSrc: ["'self'"],
  workerSrc: ["'self'", 'blob:'],
  baseUri: ["'none'"],
  formAction: ["'self'"],
  frameAncestors: ["'none'"],
};

/** Refuses names other than the loopback ones, so that no foreign page can reach the API through a name it controls. */
function onlyThisMachine(request: Request, response: Response, next: NextFunction): void {
  const host = (request.headers.host ?? '').replace(/:\d+$/, '');
  if (host === HOST || host === 'localhost') {
    next();
    return;
  }
  const what = `The server answers to ${HOST} and localhost only, not to "${host}".`;
  response.status(421).json({ error: { code: 'wrong-host', what } } satisfies ApiError);
}

function mount(
  app: express.Express,
  name: string,
  route: Route,
  answers: Answers,
  grants: readonly Permission[],
): void {
  const readBody = route.method === 'post' ? [onlyOwnPages, express.json({ limit: '16kb' })] : [];
  app[route.method](`/api${route.path}`, ...readBody, async (request: Request, response: Response) => {
    if (!grants.includes(route.permission)) {
      const what = `This needs the permission "${route.permission}".`;
      response.status(403).json({ error: { code: 'not-permitted', what } } satisfies ApiError);
      return;
    }
    const given = route.method === 'post' ? request.body : request.query;
    const input = route.input.safeParse({ ...given, ...request.params });
    if (!input.success) throw badInput(input.error, request.originalUrl);
    response.set('Cache-Control', 'no-store').json(await answers.ask(name, input.data));
  });
}

/** Takes what changes something only as JSON and from the server's own pages: a form of another site can send neither. */
function onlyOwnPages(request: Request, response: Response, next: NextFunction): void {
  const { origin } = request.headers;
  const isOwn = origin === undefined || origin === `http://${request.headers.host}`;
  if (isOwn && request.is('application/json')) {
    next();
    return;
  }
  const what = isOwn ? 'The request is no JSON.' : `Requests from ${origin} change nothing here.`;
  response.status(isOwn ? 415 : 403).json({ error: { code: 'not-accepted', what } } satisfies ApiError);
}

function badInput(error: z.ZodError, url: string): TamyrError {
  const first = error.issues[0]!;
  const field = first.path.join('.') || 'the request';
  return new TamyrError({
    code: 'bad-request',
    what: `"${field}" cannot be read: ${first.message}.`,
    where: url,
    expected: z.prettifyError(error),
  });
}

function servePage(app: express.Express): void {
  const folder = fileURLToPath(new URL('../web/', import.meta.url));
  app.use(express.static(folder, { index: 'index.html', maxAge: 0 }));
  app.get('/{*path}', (request, response, next) => {
    if (!request.accepts('html') || !existsSync(`${folder}index.html`)) return next();
    response.sendFile('index.html', { root: folder });
  });
}

/** HTTP status of each error that a caller can cause. */
const STATUS: Readonly<Record<string, number>> = { 'bad-request': 400, busy: 503 };

function handleError(error: unknown, request: Request, response: Response, _next: NextFunction): void {
  if (error instanceof TamyrError) {
    const { code, what, where, expected, todo } = error;
    const body = { code, what, ...(where && { where }), ...(expected && { expected }), ...(todo && { todo }) };
    response.status(STATUS[code] ?? (code.startsWith('no-such') ? 404 : 500)).json({ error: body } satisfies ApiError);
    return;
  }
  console.error(`tamyr: ${request.method} ${request.path} failed`, error);
  const what = 'The server could not answer; its log says why.';
  response.status(500).json({ error: { code: 'internal', what } } satisfies ApiError);
}

function listen(app: express.Express, port: number): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = app.listen(port, HOST);
    server.once('listening', () => resolve(server));
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EADDRINUSE') return reject(error);
      reject(
        new TamyrError({
          code: 'port-in-use',
          what: `Port ${port} is in use by another program.`,
          where: `${HOST}:${port}`,
          todo: `Choose another one, for example --port ${port + 1}, or --port 0 for any free port.`,
          exitCode: 3,
        }),
      );
    });
  });
}
