import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { type HttpBindings, createAdaptorServer } from '@hono/node-server';
import { Hono } from 'hono';
import { bothCookies } from '../creatio/cookies.ts';
import type { CreatioSettings } from '../creatio/settings.ts';
import { CreatioState } from '../creatio/state.ts';
import type { Scenario } from '../scenarios/scenarios.ts';
import { lockFolder } from '../start/folder-lock.ts';
import { StartError, systemCode } from '../start/start-error.ts';
import { Datasets } from './datasets.ts';
import { importFolder } from './import/import-folder.ts';
import { developerApi } from './network/developer-api.ts';
import { FaultQueue } from './network/faults.ts';
import { type Conditions, network } from './network/network.ts';
import { problemAnswer } from './network/problem.ts';
import { securityHeaders } from './site/security-headers.ts';
import { staticFile } from './site/static-files.ts';

export interface MockHostOptions {
  /** 0 = any free port. */
  readonly port: number;
  readonly dataDir: string;
  /** A PostgreSQL server instead of `dataDir`; null = embedded. */
  readonly databaseUrl: string | null;
  readonly scenario: Scenario;
  readonly importDir: string | null;
  /** Null = the plugin in `distDir`. */
  readonly pluginManifestUrl: string | null;
  /** Which Creatio to be at first; null = the licensing API alone. */
  readonly creatio?: CreatioSettings | null;
  /** Holds `plugin/`, `creatio/` and `shell/`. */
  readonly distDir: string;
  readonly random?: () => number;
  /** Done once port and folder are ours, before data are opened. */
  prepare?(): Promise<void>;
  /** Told of what takes long and what is odd; one line each. */
  log(line: string): void;
}

export interface MockHost {
  /** Origin, such as `http://127.0.0.1:4400`. */
  readonly url: string;
  /** Ends every connection, streams included, and closes the data. */
  close(): Promise<void>;
}

const address = '127.0.0.1';
/** What Creatio loads. Of a plugin elsewhere it is beside the manifest. */
const remoteEntry = 'remoteModuleEntry.js';

/** Starts a mock host. Throws a `StartError` with one sentence for what its caller can put right. */
export async function startMockHost(options: MockHostOptions): Promise<MockHost> {
  let answer: (request: Request, env: HttpBindings) => Response | Promise<Response> = () =>
    problemAnswer(503, 'server', 'The mock host is still starting.', { 'retry-after': '1', ...securityHeaders(null) });
  const server = createAdaptorServer({ fetch: (request, env) => answer(request, env as HttpBindings) });
  // Browsers repeat a request by themselves when a connection breaks that they have used before. Every request gets its
  // own, so that a dropped request or answer is one that the plugin sees.
  if ('maxRequestsPerSocket' in server) server.maxRequestsPerSocket = 1;

  // The port first: it is what most often can't be had, and data need not be opened to find out.
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => reject(portError(error, options.port)));
    server.listen(options.port, address, resolve);
  });
  const url = `http://${address}:${(server.address() as AddressInfo).port}`;
  const stopServer = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      if ('closeAllConnections' in server) server.closeAllConnections();
    });

  // In the order in which they are undone: no requests, then no data, then the folder for others.
  const undo: (() => Promise<void>)[] = [stopServer];
  const close = async () => {
    for (const step of undo.splice(0)) await step();
  };
  try {
    if (options.databaseUrl === null) {
      const lock = await lockFolder(options.dataDir);
      undo.push(() => lock.release());
    }
    await options.prepare?.();
    const conditions: Conditions = {
      network: options.scenario.network,
      misbehaviour: options.scenario.misbehaviour,
      faults: new FaultQueue(),
      random: options.random ?? Math.random,
    };
    const { dataDir, databaseUrl, log } = options;
    const endDelaySeconds = () => conditions.misbehaviour.endDelaySeconds;
    const creatio = options.creatio ? new CreatioState(options.creatio, () => conditions.misbehaviour.failEverySecondItem) : null;
    const datasets = await Datasets.open(options.scenario.data, { dataDir, databaseUrl, creatio, endDelaySeconds, log });
    undo.splice(1, 0, () => datasets.close());
    if (options.importDir !== null) await importFolder(datasets.database, options.importDir, options.log);
    answer = compose(options, datasets, conditions, creatio).fetch;
  } catch (error) {
    await close();
    throw error;
  }
  return { url, close };
}

/** Everything the mock host answers: developer endpoints, the host's API behind its network, plugin and shell. */
function compose(options: MockHostOptions, datasets: Datasets, conditions: Conditions, creatio: CreatioState | null): Hono<{ Bindings: HttpBindings }> {
  let { scenario } = options;
  const app = new Hono<{ Bindings: HttpBindings }>();

  const headers = securityHeaders(options.pluginManifestUrl === null ? null : new URL(options.pluginManifestUrl).origin);
  app.use(async (context, next) => {
    await next();
    for (const [name, value] of Object.entries(headers)) context.header(name, value);
  });

  app.use(async (context, next) => foreignName(context.req.url) ?? next());

  app.route(
    '/mock/v1',
    developerApi({
      conditions,
      pluginManifestUrl: options.pluginManifestUrl ?? '/plugin/plugin-manifest.json',
      remoteEntryUrl: creatio && (options.pluginManifestUrl === null ? `/creatio-plugin/${remoteEntry}` : new URL(remoteEntry, options.pluginManifestUrl).href),
      creatio,
      scenario: () => scenario,
      feed: () => datasets.feed,
      async switchTo(next) {
        await datasets.switchTo(next.data);
        scenario = next;
        conditions.network = next.network;
        conditions.misbehaviour = next.misbehaviour;
        conditions.faults.clear();
      },
      csrfToken: (request, env) => csrfToken(datasets, request, env),
    }),
  );

  const host = network(conditions, async (request, env) => {
    const token = await csrfToken(datasets, request, env);
    if (token !== null) await ask(datasets, request, env, 'POST', '/auth/sign-out', token);
  });
  for (const path of ['/auth/*', '/licensing/*', '/crm/*'] as const) {
    app.use(path, host);
    if (creatio) app.use(path, bothCookies);
    app.all(path, (context) => datasets.serve(context.req.raw, context.env));
  }

  for (const base of creatio ? ['', '/0'] : []) {
    for (const folder of ['ServiceModel', 'rest', 'DataService']) {
      app.use(`${base}/${folder}/*`, host);
      app.all(`${base}/${folder}/*`, (context) => datasets.serveCreatio(context.req.raw, context.env));
    }
  }

  for (const [at, folder] of [['/plugin', 'plugin'], ...(creatio ? [['/creatio-plugin', 'creatio'] as const] : [])] as const) {
    app.get(`${at}/*`, async (context) => {
      const path = new URL(context.req.url).pathname.slice(at.length);
      const file = await staticFile(join(options.distDir, folder), path, context.req.raw);
      const found = file ?? problemAnswer(404, 'not-found', 'There is no such file in the plugin.');
      // Other hosts' pages load the plugin from here.
      found.headers.set('access-control-allow-origin', '*');
      return found;
    });
  }

  app.get('*', async (context) => {
    const shell = join(options.distDir, 'shell');
    const path = new URL(context.req.url).pathname;
    const file = await staticFile(shell, path, context.req.raw);
    if (file) return file;
    const elsewhere = creatio && pageBelow(creatio.settings.base, path);
    if (elsewhere) return context.redirect(elsewhere + new URL(context.req.url).search);
    const page = path.startsWith('/assets/') ? null : await staticFile(shell, options.creatio ? '/creatio.html' : '/index.html', context.req.raw);
    return page ?? problemAnswer(404, 'not-found', 'There is no such file.');
  });

  app.notFound(() => problemAnswer(404, 'not-found', 'There is nothing at this address.'));
  app.onError((error) => {
    options.log(`Unexpected: ${error.stack ?? error.message}`);
    return problemAnswer(500, 'server', 'The mock host failed.');
  });
  return app;
}

/** Where a page is when its address is not below Creatio's base, or below one that it has not; null = where it should be. */
function pageBelow(base: string, path: string): string | null {
  const below = /^\/0(?=\/|$)/.test(path);
  if (path.startsWith('/assets/') || below === (base === '/0')) return null;
  return below ? path.replace(/^\/0\/*/, '/') : base + path;
}

/**
 * Refuses names that merely lead to this machine (DNS rebinding): a page under such a name is its own origin here, and the
 * demo's passwords are known to everybody.
 */
function foreignName(url: string): Response | undefined {
  const { hostname } = new URL(url);
  if (['127.0.0.1', 'localhost', '[::1]'].includes(hostname)) return undefined;
  return problemAnswer(403, 'forbidden', `This host does not answer as ${hostname}.`);
}

/** The CSRF token of a request's session, as the host's own API tells it; null when nobody is signed in. */
async function csrfToken(datasets: Datasets, request: Request, env: HttpBindings): Promise<string | null> {
  const answer = await ask(datasets, request, env, 'GET', '/auth/session');
  if (!answer.ok) return null;
  const session = (await answer.json()) as { readonly csrfToken?: unknown };
  return typeof session.csrfToken === 'string' ? session.csrfToken : null;
}

/** Asks the host's API on behalf of a request, past the network. */
async function ask(datasets: Datasets, request: Request, env: HttpBindings, method: string, path: string, token = ''): Promise<Response> {
  const { origin } = new URL(request.url);
  const headers = { cookie: request.headers.get('cookie') ?? '', origin, 'x-csrf-token': token };
  return datasets.fetch(new Request(new URL(path, origin), { method, headers }), env);
}

function portError(error: Error, port: number): Error {
  switch (systemCode(error)) {
    case 'EADDRINUSE':
      return new StartError(`Port ${port} is taken; choose another with --port.`);
    case 'EACCES':
      return new StartError(`Port ${port} may not be used by this account; choose another with --port.`);
    default:
      return error;
  }
}
