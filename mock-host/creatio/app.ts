import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { Database } from '../server/database/open.ts';
import type { Env } from '../server/http/env.ts';
import { HttpProblem } from '../server/http/problem.ts';
import { sameOriginWrites } from '../server/http/same-origin.ts';
import { BadRequest, type Call, Refusal, envelopeOf } from './call.ts';
import { login } from './login.ts';
import { badRequest, failed, forbidden, notFound, refused, signInPage } from './pages.ts';
import { type Bound, services } from './services.ts';
import { callerOf, hasToken } from './session.ts';
import type { CreatioSettings } from './settings.ts';

/** 100,000 users in one write. */
const MAX_BODY_BYTES = 6 * 1024 * 1024;
const LOGIN = '/ServiceModel/AuthService.svc/Login';

export interface CreatioAppOptions {
  readonly database: Database;
  /** Asked at each request. */
  readonly settings: () => CreatioSettings;
  /** Seconds until a session that an administrator ends is over; asked each time. */
  readonly endDelaySeconds?: () => number;
  /** Whether every second item of a write fails; asked each time. */
  readonly failEverySecondItem?: () => boolean;
  /** Told of what is nobody's fault outside. */
  readonly failure?: (error: unknown) => void;
  /** Told of each request before anything is looked at: `LicenseService/GetLicenses`, or `none` where there is nothing. */
  readonly called?: (name: string) => void;
}

/** Creatio's services over the mock host's database. Needs no socket. */
export function createCreatioApp(options: CreatioAppOptions): Hono<Env> {
  const { database, settings, endDelaySeconds = () => 0, failEverySecondItem = () => false, failure = report, called = () => {} } = options;
  const app = new Hono<Env>();
  app.use(async (context, next) => {
    await next();
    context.header('cache-control', 'no-store');
  });
  app.use(sameOriginWrites);
  app.use(bodyLimit({ maxSize: MAX_BODY_BYTES, onError: () => refused(413, 'The request is too large.') }));

  app.all('*', async (context) => {
    const now = settings();
    const { path } = context.req;
    const method = path === LOGIN ? null : path.startsWith(`${now.base}/`) ? services.get(path.slice(now.base.length)) : undefined;
    called(method === null ? 'AuthService/Login' : (method?.name ?? 'none'));
    if (method === undefined) return notFound();
    if (context.req.method !== 'POST') return refused(405, 'This address takes POST only.');
    if (!/^application\/json\s*(;|$)/i.test(context.req.header('content-type') ?? '')) return refused(415, 'The body has to be JSON.');
    if (method === null) return context.json(await login(context, database, await bodyOf(context)));

    const caller = await callerOf(context, database);
    if (!caller) return signInPage(now.quirks['html-sign-in'] ? 200 : 401);
    if (!hasToken(context, caller)) return forbidden('The BPMCSRF header is missing or not this session\'s.');
    if (method.licensed && !now.adminLicensed) return forbidden('A license is needed for this.');
    const call: Call = {
      database, caller, settings: now, body: await bodyOf(context), endDelaySeconds: endDelaySeconds(), failEverySecondItem: failEverySecondItem(),
    };
    return context.json(await answer(method, call));
  });

  app.onError((error) => {
    if (error instanceof BadRequest) return badRequest(error.message);
    if (error instanceof HttpProblem) return forbidden(error.title);
    failure(error);
    return failed();
  });
  return app;
}

async function bodyOf(context: Context<Env>): Promise<unknown> {
  const text = await context.req.text();
  try {
    return text === '' ? null : (JSON.parse(text) as unknown);
  } catch {
    throw new BadRequest('The body is not JSON.');
  }
}

async function answer(method: Bound, call: Call): Promise<object> {
  try {
    const { needs } = method;
    if (needs.length && !needs.some((operation) => call.caller.operations.includes(operation))) {
      throw new Refusal('SecurityException', `The right ${needs.join(' or ')} is needed for this.`);
    }
    const result = await method.run(call);
    if (method.wrapper === null) return result as object;
    const nested = typeof result === 'object' && call.settings.quirks['nested-json'];
    return { [method.wrapper]: nested ? JSON.stringify(result) : result };
  } catch (error) {
    if (error instanceof Refusal) return envelopeOf(error);
    throw error;
  }
}

/** Never the request: it may carry a password or a token. */
function report(error: unknown): void {
  process.stderr.write(`Unexpected: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
}
