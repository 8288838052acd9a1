import type { HttpBindings } from '@hono/node-server';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import * as z from 'zod/mini';
import { changed, settingsChange } from '../../creatio/settings.ts';
import type { CreatioState } from '../../creatio/state.ts';
import { type Scenario, findScenario, scenarios } from '../../scenarios/scenarios.ts';
import { MOST_CHANGES, type SessionFeed } from '../sessions/feed.ts';
import { faultRequest } from './faults.ts';
import type { Conditions } from './network.ts';
import { problemAnswer } from './problem.ts';

const rate = z.number().check(z.gte(0), z.lte(1));
const networkRequest = z.partial(
  z.object({
    latencyMs: z.int().check(z.gte(0), z.lte(60_000)),
    errorRate: rate,
    dropRequestRate: rate,
    dropAnswerRate: rate,
  }),
);
const misbehaviourRequest = z.object({ endDelaySeconds: z.int().check(z.gte(0), z.lte(3_600)) });
const scenarioRequest = z.object({ name: z.string() });
const feedRequest = z.object({ changesPerSecond: z.int().check(z.gte(0), z.lte(MOST_CHANGES)) });

export interface DeveloperApiDeps {
  readonly conditions: Conditions;
  readonly pluginManifestUrl: string;
  /** Address of what Creatio loads; null = it is none. */
  readonly remoteEntryUrl: string | null;
  /** Which Creatio the mock host is; null = none. */
  readonly creatio: CreatioState | null;
  scenario(): Scenario;
  /** Of the data that are open. */
  feed(): Pick<SessionFeed, 'changesPerSecond' | 'set'>;
  /** Settles when the scenario's data are open. */
  switchTo(scenario: Scenario): Promise<void>;
  /** The CSRF token of the request's session; null when nobody is signed in. */
  csrfToken(request: Request, env: HttpBindings): Promise<string | null>;
}

type Env = { Bindings: HttpBindings };

/**
 * `/mock/v1`: what only a mock host has. The shell reads its configuration here, developers and tests change how the
 * host behaves. Scenario and network are for somebody signed in; faults can also be set on the sign-in page.
 */
export function developerApi(deps: DeveloperApiDeps): Hono<Env> {
  const app = new Hono<Env>();
  const { conditions, creatio } = deps;

  const config = () => {
    const { name, hostApiVersion } = deps.scenario();
    return {
      scenario: name,
      scenarios: scenarios.map(({ name, title, description }) => ({ name, title, description })),
      hostApiVersion,
      pluginManifestUrl: deps.pluginManifestUrl,
      remoteEntryUrl: deps.remoteEntryUrl,
      creatio: creatio?.settings ?? null,
      network: conditions.network,
      misbehaviour: conditions.misbehaviour,
      faults: conditions.faults.list(),
    };
  };

  app.use(bodyLimit({ maxSize: 64 * 1024, onError: () => problemAnswer(413, 'rejected', 'The request is too large.') }));

  app.use(async (context, next) => {
    const refusal = foreign(context.req.raw);
    if (refusal) return refusal;
    await next();
    context.header('cache-control', 'no-store');
  });

  const signedIn = async (request: Request, env: HttpBindings): Promise<Response | null> => {
    const token = await deps.csrfToken(request, env);
    if (token === null) return problemAnswer(401, 'signed-out', 'Sign in to change how the mock host behaves.');
    if (request.headers.get('x-csrf-token') !== token) return problemAnswer(403, 'forbidden', 'The X-CSRF-Token header is missing or wrong.');
    return null;
  };

  app.get('/config', (context) => context.json(config()));

  /** A change by whoever is signed in; answers what is so then, or why nothing was changed. */
  function put<S extends z.core.$ZodType>(path: string, shape: S, change: (body: z.output<S>) => Promise<Response | void> | void, answer: () => object = config): void {
    app.put(path, async (context) => {
      const refusal = await signedIn(context.req.raw, context.env);
      if (refusal) return refusal;
      const body = await read(context.req.raw, shape);
      if (body instanceof Response) return body;
      return (await change(body)) ?? context.json(answer());
    });
  }

  put('/scenario', scenarioRequest, async ({ name }) => {
    const scenario = findScenario(name);
    if (!scenario) return problemAnswer(404, 'not-found', `There is no scenario ${JSON.stringify(name)}.`);
    await deps.switchTo(scenario);
  });

  put('/network', networkRequest, (body) => {
    conditions.network = { ...conditions.network, ...body };
  });

  // How late sessions end that somebody ends from now on; the rest is the scenario's.
  put('/misbehaviour', misbehaviourRequest, (body) => {
    conditions.misbehaviour = { ...conditions.misbehaviour, ...body };
  });

  const feed = () => ({ changesPerSecond: deps.feed().changesPerSecond });
  app.get('/session-feed', (context) => context.json(feed()));
  put('/session-feed', feedRequest, ({ changesPerSecond }) => deps.feed().set(changesPerSecond), feed);

  app.post('/faults', async (context) => {
    const body = await read(context.req.raw, faultRequest);
    if (body instanceof Response) return body;
    conditions.faults.add(body);
    return context.json(config(), 201);
  });

  app.delete('/faults', (context) => {
    conditions.faults.clear();
    return context.json(config());
  });

  if (creatio) {
    const state = () => ({ settings: creatio.settings, calls: creatio.calls });
    app.get('/creatio', (context) => context.json(state()));
    app.put('/creatio', async (context) => {
      const body = await read(context.req.raw, settingsChange);
      if (body instanceof Response) return body;
      creatio.settings = changed(creatio.settings, body);
      return context.json(state());
    });
    app.delete('/creatio', (context) => {
      creatio.reset();
      return context.json(state());
    });
    app.delete('/creatio/calls', (context) => {
      creatio.forgetCalls();
      return context.json(state());
    });
  }

  app.all('*', () => problemAnswer(404, 'not-found', 'There is nothing at this address.'));
  return app;
}

/** Refuses pages of other origins. */
function foreign(request: Request): Response | null {
  const { origin } = new URL(request.url);
  const from = request.headers.get('origin');
  if (request.method === 'GET' || from === null || from === origin) return null;
  return problemAnswer(403, 'forbidden', 'Only pages of this host may change how it behaves.');
}

async function read<S extends z.core.$ZodType>(request: Request, schema: S): Promise<z.output<S> | Response> {
  const body: unknown = await request.json().catch(() => undefined);
  const result = z.safeParse(schema, body);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const at = issue?.path.length ? ` at ${issue.path.join('.')}` : '';
  return problemAnswer(400, 'rejected', `The request is not what was expected${at}.`);
}
