import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { findScenario } from '../../../../mock-host/scenarios/scenarios.ts';
import { type MockHost, startMockHost } from '../../../../mock-host/server/serve.ts';
import { MockHostClient } from '../../mock-host-client.ts';

const dir = mkdtempSync(join(tmpdir(), 'session-feed-'));
const log: string[] = [];
let host: MockHost;
before(async () => {
  host = await startMockHost({
    port: 0, dataDir: dir, databaseUrl: null, scenario: findScenario('demo')!, importDir: null, pluginManifestUrl: null, distDir: dir, log: (line) => log.push(line),
  });
});
after(async () => {
  await host.close();
  rmSync(dir, { recursive: true, force: true });
  assert.deepEqual(log, []);
});

const told = async () => ((await (await fetch(`${host.url}/mock/v1/session-feed`)).json()) as { changesPerSecond: number }).changesPerSecond;

test('QT-6: who is signed in lets sessions change, up to 1,000 a second; other data stand still, and so do the same ones opened again', async () => {
  const path = '/mock/v1/session-feed';
  assert.equal(await told(), 0);
  const refused = await fetch(`${host.url}${path}`, { method: 'PUT', headers: { 'content-type': 'application/json' }, body: '{"changesPerSecond":10}' });
  assert.equal(refused.status, 401);

  let admin = await MockHostClient.signIn(host.url);
  for (const wrong of [-1, 1001, 0.5, '10', null]) assert.equal((await admin.send('PUT', path, { changesPerSecond: wrong })).status, 400, String(wrong));
  const answer = await admin.send('PUT', path, { changesPerSecond: 1000 });
  assert.deepEqual([answer.status, await answer.json()], [200, { changesPerSecond: 1000 }]);
  assert.equal(await told(), 1000);
  // The heart of it: the newest end is of a session nobody has touched here.
  const newest = async () => (await admin.json<{ items: { id: string }[] }>('/licensing/v1/sessions/ended?limit=1')).items[0]!.id;
  const before = await newest();
  while ((await newest()) === before);

  for (const name of ['empty', 'demo']) {
    assert.equal((await admin.send('PUT', '/mock/v1/scenario', { name })).status, 200);
    assert.equal(await told(), 0);
    admin = await MockHostClient.signIn(host.url);
  }
});
