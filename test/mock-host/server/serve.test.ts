import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, beforeEach, test } from 'node:test';
import { type MockHost, type MockHostOptions, startMockHost } from '../../../mock-host/server/serve.ts';
import { findScenario, smoothNetwork } from '../../../mock-host/scenarios/scenarios.ts';
import { StartError } from '../../../mock-host/start/start-error.ts';
import { available } from '../../../src/licensing/seats.ts';
import { problem, userLicenses } from '../../../src/host/rest/wire.ts';
import { freePort } from '../../support/free-port.ts';
import { MockHostClient } from '../mock-host-client.ts';

const base = mkdtempSync(join(tmpdir(), 'serve-'));
const distDir = join(base, 'dist');
const log: string[] = [];
const options: MockHostOptions = {
  port: 0,
  dataDir: join(base, 'data'),
  databaseUrl: null,
  scenario: findScenario('demo')!,
  importDir: null,
  pluginManifestUrl: null,
  distDir,
  log: (line) => log.push(line),
};

let host: MockHost;
let url = '';
let admin: MockHostClient;
before(async () => {
  mkdirSync(join(distDir, 'shell', 'assets'), { recursive: true });
  mkdirSync(join(distDir, 'plugin'), { recursive: true });
  writeFileSync(join(distDir, 'shell', 'index.html'), '<!doctype html><title>Shell</title>');
  writeFileSync(join(distDir, 'shell', 'assets', 'index.js'), 'let shell;');
  writeFileSync(join(distDir, 'plugin', 'plugin.js'), 'let plugin;');
  host = await startMockHost(options);
  ({ url } = host);
});
after(async () => {
  await host.close();
  assert.deepEqual(log.filter((line) => line.startsWith('Unexpected')), []);
  rmSync(base, { recursive: true, force: true });
});
beforeEach(async () => {
  assert.equal((await fetch(`${url}/mock/v1/faults`, { method: 'DELETE' })).status, 200);
  admin = await MockHostClient.signIn(url);
  await use('demo');
});

/** Switches the scenario, signed in to the data it has. */
async function use(name: string): Promise<void> {
  const answer = await admin.send('PUT', '/mock/v1/scenario', { name });
  assert.equal(answer.status, 200, await answer.clone().text());
  admin = await MockHostClient.signIn(url);
}

async function addFault(fault: object): Promise<void> {
  const answer = await fetch(`${url}/mock/v1/faults`, { method: 'POST', body: JSON.stringify(fault) });
  assert.equal(answer.status, 201, await answer.text());
}
const config = async () => (await (await fetch(`${url}/mock/v1/config`)).json()) as Record<string, unknown> & { scenarios: { name: string }[]; network: object };
const codeOf = async (answer: Response) => problem.parse(await answer.json()).code;

test('Caleb Jones has the licenses of the story, first on his tab, and holds no others (CR-2, CR-3)', async () => {
  const licenses = await admin.licenses(await admin.userId('Caleb Jones'));
  const shown = licenses.slice(0, 4).map(({ name, seats, assignment }) => [
    name,
    assignment !== null,
    seats.paid === null ? `Issued ${seats.used} of unlimited` : `${available(seats)} of ${seats.paid} available`,
  ]);
  assert.deepEqual(shown, [
    ['Advanced schedule for creatio server cloud', true, 'Issued 2 of unlimited'],
    ['Chat2Desk connector cloud subscription', true, '3 of 5 available'],
    ['File manager for creatio server cloud subscription', false, 'Issued 1 of unlimited'],
    ['File manager for creatio user cloud subscription', false, '4 of 5 available'],
  ]);
  assert.equal(licenses.length, 25);
  assert.equal(licenses.filter(({ assignment }) => assignment !== null).length, 2);
});

test('what the host serves is under the strict policy, and only the plugin is for other origins', async () => {
  for (const path of ['/', '/users/7/licenses', '/assets/index.js', '/plugin/plugin.js', '/licensing/v1/me', '/mock/v1/config', '/assets/none.js']) {
    const { headers } = await fetch(url + path);
    assert.equal(
      headers.get('content-security-policy'),
      "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; " +
        "frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types lit-html 'allow-duplicates'",
      path,
    );
    assert.equal(headers.get('x-content-type-options'), 'nosniff', path);
    assert.equal(headers.get('referrer-policy'), 'no-referrer', path);
    assert.equal(headers.get('access-control-allow-origin'), path.startsWith('/plugin/') ? '*' : null, path);
  }
});

test('deep links lead to the shell; missing files and unknown addresses of the API do not', async () => {
  const kind = async (path: string) => {
    const { status, headers } = await fetch(url + path);
    return `${status} ${headers.get('content-type')?.split(';')[0]}`;
  };
  for (const path of ['/', '/users', '/users/a.b/licenses', '/license-manager/products?x=1']) assert.equal(await kind(path), '200 text/html', path);
  for (const path of ['/assets/none.js', '/plugin/none.js', '/plugin/..%2f..%2fdata', '/licensing/v1/none', '/crm/v1/none', '/auth/none', '/mock/v1/none']) {
    assert.match(await kind(path), /^(404|401) application\/problem\+json$/, path);
  }
});

test('every request has a connection of its own: browsers repeat what breaks on one they have used before', async () => {
  for (const path of ['/', '/plugin/plugin.js', '/licensing/v1/me', '/mock/v1/config']) {
    assert.equal((await fetch(url + path)).headers.get('connection'), 'close', path);
  }
});

test('configuration is there before anybody signs in', async () => {
  const { scenario, scenarios, network, hostApiVersion, pluginManifestUrl } = await config();
  assert.deepEqual([scenario, hostApiVersion, pluginManifestUrl, network], ['demo', '1.2.0', '/plugin/plugin-manifest.json', smoothNetwork]);
  assert.ok(scenarios.length >= 9);
});

test('scenario, network and how late sessions end are changed by somebody signed in, with the token', async () => {
  for (const [path, body] of [['/mock/v1/scenario', { name: 'slow' }], ['/mock/v1/network', { latencyMs: 5 }], ['/mock/v1/misbehaviour', { endDelaySeconds: 5 }]] as const) {
    const anonymous = await fetch(url + path, { method: 'PUT', body: JSON.stringify(body) });
    assert.deepEqual([anonymous.status, await codeOf(anonymous)], [401, 'signed-out']);
    const tokenless = await admin.send('PUT', path, body, { 'x-csrf-token': 'other' });
    assert.deepEqual([tokenless.status, await codeOf(tokenless)], [403, 'forbidden']);
  }
  assert.deepEqual((await config())['network'], smoothNetwork);
  await admin.send('PUT', '/mock/v1/network', { latencyMs: 5 });
  assert.deepEqual((await config())['network'], { ...smoothNetwork, latencyMs: 5 });
  for (const wrong of [{ latencyMs: -1 }, { errorRate: 2 }, { dropAnswerRate: 'x' }, 7]) {
    const answer = await admin.send('PUT', '/mock/v1/network', wrong);
    assert.deepEqual([answer.status, await codeOf(answer)], [400, 'rejected']);
  }
  const { misbehaviour } = await config();
  assert.equal((await admin.send('PUT', '/mock/v1/misbehaviour', { endDelaySeconds: -1 })).status, 400);
  assert.equal((await admin.send('PUT', '/mock/v1/misbehaviour', { endDelaySeconds: 5 })).status, 200);
  assert.deepEqual((await config())['misbehaviour'], { ...(misbehaviour as object), endDelaySeconds: 5 });
  await admin.send('PUT', '/mock/v1/misbehaviour', { endDelaySeconds: 0 });
  assert.equal((await admin.send('PUT', '/mock/v1/scenario', { name: 'sunny' })).status, 404);
});

test('pages of other origins may not touch the developer endpoints, and names that merely lead here nothing at all', async () => {
  const foreign = await fetch(`${url}/mock/v1/faults`, { method: 'POST', headers: { origin: 'http://evil.example' }, body: '{}' });
  assert.equal(foreign.status, 403);
  const port = Number(new URL(url).port);
  const rebound = (method: string, path: string, name: string) =>
    new Promise<number | undefined>((resolve, reject) => {
      const headers = { host: `${name}:${port}`, origin: `http://${name}:${port}`, 'sec-fetch-site': 'same-origin', 'content-type': 'application/json' };
      httpRequest({ host: '127.0.0.1', port, method, path, headers }, (answer) => resolve(answer.resume().statusCode))
        .on('error', reject)
        .end(method === 'POST' ? JSON.stringify({ login: 'supervisor', password: 'demo' }) : undefined);
    });
  for (const name of ['evil.example', '127.0.0.1.evil.example', '10.0.0.1']) {
    for (const path of ['/mock/v1/config', '/', '/plugin/plugin.js', '/auth/session', '/licensing/v1/openapi.json', '/crm/v1/roles']) {
      assert.equal(await rebound('GET', path, name), 403, `${name} ${path}`);
    }
    assert.equal(await rebound('POST', '/auth/sign-in', name), 403, name);
  }
  assert.equal(await rebound('POST', '/auth/sign-in', 'localhost'), 200);
});

test('a scenario with other data opens them, and going back finds everything as it was', async () => {
  const caleb = await admin.userId('Caleb Jones');
  const [outcome] = await admin.change(caleb, 'grant', ['Loyalty manager']);
  assert.equal(outcome?.outcome, 'applied');
  const events = await admin.get(`/licensing/v1/events?userId=${caleb}`);
  const ended = events.text().then(() => 'ended', () => 'broken');

  await use('empty');
  assert.match(await ended, /ended|broken/);
  assert.deepEqual(await admin.licenses(await admin.userId('Supervisor')), []);

  await use('demo');
  const kept = (await admin.licenses(caleb)).find(({ name }) => name === 'Loyalty manager');
  assert.ok(kept?.assignment);
  await admin.change(caleb, 'recall', ['Loyalty manager']);
});

test('old-host claims an older contract', async () => {
  await use('old-host');
  assert.equal((await config())['hostApiVersion'], '0.9.0');
});

test('malformed: licensing answers can not be parsed, and signing in still works', async () => {
  const caleb = await admin.userId('Caleb Jones');
  await use('malformed');
  const answer = await admin.get(`/licensing/v1/users/${caleb}/licenses`);
  assert.equal(answer.status, 200);
  assert.equal(userLicenses.safeParse(await answer.json()).success, false);
});

test('signed-out: a session ends for good after six licensing requests, and another can be started', async () => {
  await use('signed-out');
  const statuses = [];
  for (let request = 0; request < 8; request++) statuses.push((await admin.get('/licensing/v1/me')).status);
  assert.deepEqual(statuses, [200, 200, 200, 200, 200, 200, 401, 401]);
  assert.equal((await admin.get('/auth/session')).status, 401);
  admin = await MockHostClient.signIn(url);
  assert.equal((await admin.get('/licensing/v1/me')).status, 200);
});

test('partial-failure: every second item fails unattempted, and saving those again gets on', async () => {
  const caleb = await admin.userId('Caleb Jones');
  await use('partial-failure');
  const names = ['Loyalty manager', 'Knowledge hub readers', 'Order desk', 'Time tracking'];
  const first = await admin.change(caleb, 'grant', names);
  assert.deepEqual(new Map(first.map(({ key, outcome, code }) => [key, code ?? outcome])), new Map([
    ['Loyalty manager', 'applied'], ['Order desk', 'applied'], ['Knowledge hub readers', 'server'], ['Time tracking', 'server'],
  ]));
  const held = async () => (await admin.licenses(caleb)).filter(({ name, assignment }) => names.includes(name) && assignment).map(({ name }) => name);
  assert.deepEqual(await held(), ['Loyalty manager', 'Order desk']);
  await admin.change(caleb, 'grant', ['Knowledge hub readers', 'Time tracking']);
  await admin.change(caleb, 'grant', ['Time tracking']);
  assert.equal((await held()).length, 4);
  await use('demo');
  await admin.change(caleb, 'recall', names);
});

test('a lost answer has taken effect once, and the same batch again says so (BX-2)', async () => {
  const caleb = await admin.userId('Caleb Jones');
  const id = randomUUID();
  await addFault({ kind: 'drop-answer', method: 'POST', path: '/licensing/v1/batches' });
  await assert.rejects(admin.change(caleb, 'grant', ['Loyalty manager'], id), TypeError);
  const license = (await admin.licenses(caleb)).find(({ name }) => name === 'Loyalty manager')!;
  assert.ok(license.assignment);
  const items = [{ key: 'Loyalty manager', userId: caleb, productId: license.productId, change: 'grant', seatVersion: license.seats.version - 1 }];
  const again = await (await admin.send('POST', '/licensing/v1/batches', { id, items })).text();
  assert.match(again, /"outcome":"applied"/);
  await admin.change(caleb, 'recall', ['Loyalty manager']);
});

test('a plugin from another origin is allowed by the policy, and named to the shell', async () => {
  const other = await startMockHost({
    ...options,
    dataDir: join(base, 'other'),
    scenario: findScenario('empty')!,
    pluginManifestUrl: 'http://127.0.0.1:9/p/plugin-manifest.json',
  });
  try {
    const answer = await fetch(`${other.url}/mock/v1/config`);
    assert.equal(((await answer.json()) as { pluginManifestUrl: string }).pluginManifestUrl, 'http://127.0.0.1:9/p/plugin-manifest.json');
    const policy = answer.headers.get('content-security-policy')!;
    assert.match(policy, /script-src 'self' http:\/\/127\.0\.0\.1:9; .*connect-src 'self' http:\/\/127\.0\.0\.1:9;/);
  } finally {
    await other.close();
  }
});

test('a host that is still starting says so, under the same policy', async () => {
  let said: Response | undefined;
  const port = await freePort();
  const starting = await startMockHost({
    ...options,
    port,
    dataDir: join(base, 'starting'),
    scenario: findScenario('empty')!,
    async prepare() {
      said = await fetch(`http://127.0.0.1:${port}/`);
    },
  });
  await starting.close();
  assert.deepEqual([said?.status, said?.headers.get('retry-after'), said?.headers.get('x-content-type-options')], [503, '1', 'nosniff']);
  assert.match(said?.headers.get('content-security-policy') ?? '', /^default-src 'none'; /);
});

test('a port or a folder that is in use is one sentence, and leaves the first host alone', async () => {
  const port = Number(new URL(url).port);
  const refused = async (changes: Partial<MockHostOptions>) => {
    const error = await startMockHost({ ...options, ...changes }).then(() => assert.fail('started'), (error: unknown) => error);
    assert.ok(error instanceof StartError, String(error));
    return error.message;
  };
  assert.equal(await refused({ port, dataDir: join(base, 'third') }), `Port ${port} is taken; choose another with --port.`);
  assert.match(await refused({}), /^The data folder .* is in use by another mock host \(process \d+\); stop it or choose another with --data\.$/);
  assert.equal((await admin.get('/licensing/v1/me')).status, 200);
});

test('a PostgreSQL server that is not there is one sentence without its password', async () => {
  const databaseUrl = 'postgres://someone:secret@127.0.0.1:9/none';
  await assert.rejects(startMockHost({ ...options, databaseUrl }), (error: unknown) => {
    assert.ok(error instanceof StartError);
    assert.equal(error.message, "The PostgreSQL server of DATABASE_URL can't be used: ECONNREFUSED.");
    return true;
  });
});
