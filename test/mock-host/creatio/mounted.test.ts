import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, beforeEach, test } from 'node:test';
import { type CreatioSettings, stockSettings } from '../../../mock-host/creatio/settings.ts';
import { findScenario } from '../../../mock-host/scenarios/scenarios.ts';
import { type MockHost, type MockHostOptions, startMockHost } from '../../../mock-host/server/serve.ts';
import { MockHostClient } from '../mock-host-client.ts';

const base = mkdtempSync(join(tmpdir(), 'creatio-'));
const distDir = join(base, 'dist');
const log: string[] = [];
const options: MockHostOptions = {
  port: 0, dataDir: join(base, 'data'), databaseUrl: null, scenario: findScenario('demo')!, importDir: null, pluginManifestUrl: null,
  creatio: stockSettings, distDir, log: (line) => log.push(line),
};
const SERVICE = '/0/ServiceModel/LicenseService.svc';

let host: MockHost;
let url = '';
/** The cookies of a browser that has signed in. */
let cookies = new Map<string, string>();

before(async () => {
  for (const folder of ['shell', 'plugin', 'creatio']) mkdirSync(join(distDir, folder), { recursive: true });
  writeFileSync(join(distDir, 'creatio', 'remoteModuleEntry.js'), 'let remote;');
  host = await startMockHost(options);
  ({ url } = host);
});
after(async () => {
  await host.close();
  assert.deepEqual(log.filter((line) => line.startsWith('Unexpected')), []);
  rmSync(base, { recursive: true, force: true });
});
beforeEach(async () => {
  await fetch(`${url}/mock/v1/faults`, { method: 'DELETE' });
  await change(stockSettings);
  await signIn();
  await scenario('demo');
  await fetch(`${url}/mock/v1/creatio/calls`, { method: 'DELETE' });
});

const change = (settings: object): Promise<Response> => fetch(`${url}/mock/v1/creatio`, { method: 'PUT', body: JSON.stringify(settings) });
const state = async () => (await (await fetch(`${url}/mock/v1/creatio`)).json()) as { settings: CreatioSettings; calls: Record<string, number> };
const sent = (): string => [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
const post = (path: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(url + path, { method: 'POST', headers: { 'content-type': 'application/json', cookie: sent(), ...headers }, body: JSON.stringify(body) });
const ask = (path: string, body: unknown): Promise<Response> => post(path, body, { bpmcsrf: cookies.get('BPMCSRF') ?? '', forceusesession: 'true' });
const keep = (answer: Response): void => {
  for (const [, name, value] of answer.headers.getSetCookie().map((cookie) => /^([^=]+)=([^;]*)/.exec(cookie)!)) {
    if (value) cookies.set(name!, value);
    else cookies.delete(name!);
  }
};

async function signIn(): Promise<void> {
  cookies = new Map();
  const answer = await post('/auth/sign-in', { login: 'supervisor', password: 'demo' });
  assert.equal(answer.status, 200);
  keep(answer);
}

async function scenario(name: string): Promise<void> {
  const answer = await fetch(`${url}/mock/v1/scenario`, { method: 'PUT', headers: { cookie: sent(), 'x-csrf-token': cookies.get('BPMCSRF')! }, body: JSON.stringify({ name }) });
  assert.equal(answer.status, 200, await answer.text());
}

const packageNamed = async (name: string): Promise<string> => {
  const { licenses } = (await (await ask(`${SERVICE}/GetLicenses`, null)).json()) as { licenses: { packageId: string; packageName: string }[] };
  return licenses.find(({ packageName }) => packageName === name)!.packageId;
};
const holders = async (packageId: string): Promise<string[]> => {
  const { users } = (await (await ask(`${SERVICE}/GetLicenseData`, packageId)).json()) as { users: { sysAdminUnit: { value: string } }[] };
  return users.map(({ sysAdminUnit }) => sysAdminUnit.value);
};

test('who signs in to the mock host is signed in to Creatio with the same session, until signing out of it', async () => {
  assert.deepEqual([...cookies.keys()].toSorted(), ['.ASPXAUTH', 'BPMCSRF', 'BPMLOADER', 'host_session']);
  assert.equal(cookies.get('.ASPXAUTH'), cookies.get('host_session'));
  cookies.delete('host_session');
  assert.equal((await (await ask(`${SERVICE}/GetLicenses`, null)).json() as { success: boolean }).success, true);

  await signIn();
  const before = new Map(cookies);
  const answer = await post('/auth/sign-out', {}, { 'x-csrf-token': cookies.get('BPMCSRF')! });
  assert.equal(answer.status, 204);
  keep(answer);
  assert.deepEqual([...cookies], []);
  cookies = before;
  assert.match(await (await ask(`${SERVICE}/GetLicenses`, null)).text(), /<title>Sign in/);
});

test('a failed sign-in sets no cookie', async () => {
  cookies = new Map();
  keep(await post('/auth/sign-in', { login: 'supervisor', password: 'wrong' }));
  assert.deepEqual([...cookies], []);
});

test('what Creatio is can be switched while it runs, and nothing else', async () => {
  assert.equal((await ask(`${SERVICE}/GetLicenses`, null)).status, 200);
  const changed = await change({ base: '', version: '8.1.1', quirks: { 'nested-json': false } });
  const { settings } = (await changed.json()) as { settings: CreatioSettings };
  assert.deepEqual(settings, { ...stockSettings, base: '', version: '8.1.1', quirks: { ...stockSettings.quirks, 'nested-json': false } });
  assert.equal((await ask(`${SERVICE}/GetLicenses`, null)).status, 404);
  assert.equal((await ask('/ServiceModel/LicenseService.svc/GetLicenses', null)).status, 200);
  for (const wrong of [{ base: '/2' }, { quirks: { unknown: true } }, []]) assert.equal((await change(wrong)).status, 400);
  assert.deepEqual((await state()).settings, settings);
  const foreign = await fetch(`${url}/mock/v1/creatio`, { method: 'PUT', headers: { origin: 'http://evil.example' }, body: '{}' });
  assert.equal(foreign.status, 403);
});

test('it is reset to how it was started, a time zone that it did not have included', async () => {
  await change({ base: '', timeZone: 'Asia/Tokyo', adminLicensed: false, quirks: { 'no-server-packages': true } });
  await ask(`${SERVICE}/GetLicenses`, null);
  const reset = await fetch(`${url}/mock/v1/creatio`, { method: 'DELETE' });
  assert.deepEqual(await reset.json(), { settings: stockSettings, calls: { none: 1 } });
  assert.deepEqual((await state()).settings, stockSettings);
  assert.equal((await ask(`${SERVICE}/GetLicenses`, null)).status, 200);
});

test('calls are counted by method until they are forgotten', async () => {
  await ask(`${SERVICE}/GetLicenses`, null);
  await ask(`${SERVICE}/GetLicenses`, null);
  await ask('/0/rest/AdministrationService/GetUserIds', {});
  assert.deepEqual((await state()).calls, { 'AdministrationService/GetUserIds': 1, 'LicenseService/GetLicenses': 2 });
  await fetch(`${url}/mock/v1/creatio/calls`, { method: 'DELETE' });
  assert.deepEqual((await state()).calls, {});
});

test('faults and latency meet Creatio\'s services too', async () => {
  await fetch(`${url}/mock/v1/faults`, { method: 'POST', body: JSON.stringify({ kind: 'garbage', path: `${SERVICE}/*` }) });
  assert.match((await ask(`${SERVICE}/GetLicenses`, null)).headers.get('content-type')!, /html/);
  assert.match((await ask(`${SERVICE}/GetLicenses`, null)).headers.get('content-type')!, /json/);
  await fetch(`${url}/mock/v1/faults`, { method: 'POST', body: JSON.stringify({ kind: 'drop-answer', path: '/0/rest/**' }) });
  await assert.rejects(ask('/0/rest/AdministrationService/GetUserIds', {}));
  assert.deepEqual((await state()).calls, { 'AdministrationService/GetUserIds': 1, 'LicenseService/GetLicenses': 2 }, 'both were carried out');
});

test("rates meet Creatio's services, but signing in always works", async () => {
  const headers = { cookie: sent(), 'x-csrf-token': cookies.get('BPMCSRF')! };
  assert.equal((await fetch(`${url}/mock/v1/network`, { method: 'PUT', headers, body: JSON.stringify({ errorRate: 1 }) })).status, 200);
  for (const base of ['/0', ''] as const) {
    await change({ base });
    assert.equal((await ask(`${base}/ServiceModel/LicenseService.svc/GetLicenses`, null)).status, 503);
    const answer = await post('/ServiceModel/AuthService.svc/Login', { UserName: 'supervisor', UserPassword: 'demo' });
    assert.equal(((await answer.json()) as { Code: number }).Code, 0);
    keep(answer);
  }
});

test('a queued signed-out ends the session for both', async () => {
  await fetch(`${url}/mock/v1/faults`, { method: 'POST', body: JSON.stringify({ kind: 'signed-out', path: `${SERVICE}/*` }) });
  assert.match(await (await ask(`${SERVICE}/GetLicenses`, null)).text(), /<title>Sign in/);
  assert.equal((await fetch(`${url}/auth/session`, { headers: { cookie: sent() } })).status, 401);
});

test('signed-out, malformed: the scenarios are the same in Creatio\'s words', async () => {
  await scenario('signed-out');
  const kinds = [];
  for (let request = 0; request < 7; request++) kinds.push((await ask(`${SERVICE}/GetLicenses`, null)).headers.get('content-type')!.split(';')[0]);
  assert.deepEqual(kinds, [...Array<string>(6).fill('application/json'), 'text/html']);
  await signIn();
  await scenario('malformed');
  assert.deepEqual(Object.keys((await (await ask(`${SERVICE}/GetLicenses`, null)).json()) as object), ['success', 'errorInfo', 'licenses']);
  assert.notEqual(((await (await ask(`${SERVICE}/GetLicenses`, null)).json()) as { success: unknown }).success, true);
});

test('partial-failure: every second change fails unattempted, it is said so, and the rest again gets on', async () => {
  const product = await packageNamed('Knowledge hub readers');
  const held = new Set(await holders(product));
  const { GetUserIdsResult } = (await (await ask('/0/rest/AdministrationService/GetUserIds', {})).json()) as { GetUserIdsResult: string };
  const admin = await MockHostClient.signIn(url);
  const { items } = await admin.json<{ items: { id: string; active: boolean }[] }>('/licensing/v1/users?limit=200');
  const inactive = new Set(items.filter(({ active }) => !active).map(({ id }) => id));
  const known = new Set(items.map(({ id }) => id));
  const users = (JSON.parse(GetUserIdsResult) as string[]).filter((id) => known.has(id) && !held.has(id) && !inactive.has(id)).slice(0, 3);
  await scenario('partial-failure');
  const add = async (userIds: readonly string[]) => (await (await ask(`${SERVICE}/AddUsersPackages`, { userIds, packageIds: [product] })).json()) as object;
  const granted = async () => (await holders(product)).filter((id) => users.includes(id)).length;
  assert.deepEqual(await add(users), { success: false, errorInfo: { errorCode: 'Exception', message: 'The server could not do all of it.' } });
  assert.equal(await granted(), 2);
  assert.deepEqual(await add([users[1]!]), { success: true, errorInfo: null });
  assert.equal(await granted(), 3);

  const [one, other] = [product, await packageNamed('Loyalty manager')];
  const save = { userId: users[0], licenseItems: JSON.stringify({ [one]: false, [other]: true }) };
  const { UpdateLicenseInfoResult } = (await (await ask('/0/rest/AdministrationService/UpdateLicenseInfo', save)).json()) as { UpdateLicenseInfoResult: string };
  assert.equal(UpdateLicenseInfoResult, 'Loyalty manager: the server failed.');
  assert.equal(await granted(), 2);
});

test('it is the data of the licensing API, also after they were switched', async () => {
  const admin = await MockHostClient.signIn(url);
  const licenses = await admin.licenses(await admin.userId('Caleb Jones'));
  const named = licenses.find(({ assignment, seats }) => assignment && seats.type === 'named')!;
  assert.ok((await holders(named.productId)).includes(await admin.userId('Caleb Jones')));
  await scenario('empty');
  await signIn();
  assert.deepEqual(((await (await ask(`${SERVICE}/GetLicenses`, null)).json()) as { licenses: unknown }).licenses, []);
});

test('the remote is served beside the plugin', async () => {
  const entry = await fetch(`${url}/creatio-plugin/remoteModuleEntry.js`);
  assert.deepEqual([entry.status, entry.headers.get('content-type'), await entry.text()], [200, 'text/javascript; charset=utf-8', 'let remote;']);
  const { remoteEntryUrl } = (await (await fetch(`${url}/mock/v1/config`)).json()) as { remoteEntryUrl: string };
  assert.equal(remoteEntryUrl, '/creatio-plugin/remoteModuleEntry.js');
  for (const path of ['none.js', '..%2fshell%2findex.html']) assert.equal((await fetch(`${url}/creatio-plugin/${path}`)).status, 404);
});

test('a mock host that is no Creatio answers none of it', async () => {
  const dataDir = join(base, 'plain');
  const plain = await startMockHost({ ...options, scenario: findScenario('empty')!, dataDir, creatio: null });
  try {
    const answer = await fetch(`${plain.url}/auth/sign-in`, {
      method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ login: 'supervisor', password: 'demo' }),
    });
    assert.deepEqual(answer.headers.getSetCookie().map((cookie) => cookie.split('=')[0]), ['host_session']);
    assert.equal((await fetch(`${plain.url}${SERVICE}/GetLicenses`, { method: 'POST' })).status, 404);
    assert.equal((await fetch(`${plain.url}/mock/v1/creatio`)).status, 404);
    assert.equal(((await (await fetch(`${plain.url}/mock/v1/config`)).json()) as { remoteEntryUrl: unknown }).remoteEntryUrl, null);
    assert.equal((await fetch(`${plain.url}/creatio-plugin/remoteModuleEntry.js`)).status, 404);
  } finally {
    await plain.close();
  }
});
