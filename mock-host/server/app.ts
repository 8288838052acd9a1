import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { authRoutes } from './auth/routes.ts';
import { crmRoutes } from './crm/routes.ts';
import type { Database } from './database/open.ts';
import { EventHub } from './events/hub.ts';
import type { Env } from './http/env.ts';
import { HttpProblem } from './http/problem.ts';
import { sameOriginWrites } from './http/same-origin.ts';
import { licensingRoutes } from './licensing/routes.ts';
import { sessionRoutes } from './sessions/routes.ts';

/** A batch of 10,000 items with long keys. */
const MAX_BODY_BYTES = 6 * 1024 * 1024;

export interface AppOptions {
  readonly database: Database;
  /** Told of what is nobody's fault outside; the client hears no more than that it happened. */
  readonly failure?: (error: unknown) => void;
  /** Seconds until a session that an administrator ends is over; asked each time. Default 0. */
  readonly endDelaySeconds?: () => number;
}

/** The host's API: `/auth`, `/licensing/v1` and `/crm/v1`. Every error is a problem answer. Needs no socket. */
export function createApp({ database, failure = report, endDelaySeconds = () => 0 }: AppOptions): Hono<Env> {
  const app = new Hono<Env>();
  const { db } = database;
  app.use(async (context, next) => {
    await next();
    if (!context.res.headers.has('cache-control')) context.header('cache-control', 'no-store');
  });
  app.use(sameOriginWrites);
  app.use(
    bodyLimit({
      maxSize: MAX_BODY_BYTES,
      onError: () => new HttpProblem(413, 'rejected', 'The request is too large.', `at most ${MAX_BODY_BYTES} bytes`).answer(),
    }),
  );
  app.route('/auth', authRoutes(database, failure));
  const sessions = sessionRoutes(database, { failure, endDelaySeconds });
  app.route('/licensing/v1', licensingRoutes(db, new EventHub(database, failure), sessions, failure));
  app.route('/crm/v1', crmRoutes(db));

  const paths = pathsOf(app);
  app.notFound((context) => {
    const allowed = paths.filter(({ pattern }) => pattern.test(context.req.path)).map(({ method }) => method);
    if (!allowed.length) return new HttpProblem(404, 'not-found', 'There is nothing at this address.').answer();
    const methods = [...new Set(allowed.includes('GET') ? [...allowed, 'HEAD'] : allowed)].join(', ');
    return new HttpProblem(405, 'rejected', `This address does not take ${context.req.method}.`, `allowed: ${methods}`, { allow: methods }).answer();
  });
  app.onError((error) => {
    if (error instanceof HttpProblem) return error.answer();
    failure(error);
    return new HttpProblem(500, 'server', 'The host failed.').answer();
  });
  return app;
}

/** What is registered, so that a known address with a wrong method can say which are right. */
function pathsOf(app: Hono<Env>): { method: string; pattern: RegExp }[] {
  return app.routes
    .filter(({ method }) => method !== 'ALL')
    .map(({ method, path }) => ({ method, pattern: new RegExp(`^${path.replace(/:[^/]+/g, '[^/]+').replace(/\./g, '\\.')}$`) }));
}

/** Never the request: it may carry a password or a token. */
function report(error: unknown): void {
  process.stderr.write(`Unexpected: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
}
