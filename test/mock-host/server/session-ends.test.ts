import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import pg from 'pg';
import { findScenario } from '../../../mock-host/scenarios/scenarios.ts';
import { type MockHost, startMockHost } from '../../../mock-host/server/serve.ts';
import { type TestPostgres, startPostgres } from '../../support/postgres.ts';
import { MockHostClient } from '../mock-host-client.ts';
import { EventBlocks } from './support/event-blocks.ts';

/** Two processes' worth of mock hosts on one database: whatever one does, clients of the other are told. */
describe('sessions of a mock host', { timeout: 240_000 }, () => {
  // Of so long a delay nothing is over, however long this takes.
  const lateEndings = findScenario('late-endings')!;
  const dir = mkdtempSync(join(tmpdir(), 'session-ends-'));
  const log: string[] = [];
  let postgres: TestPostgres;
  let database: pg.Client;
  const hosts: MockHost[] = [];
  before(async () => {
    postgres = await startPostgres();
    for (const name of ['one', 'two']) {
      hosts.push(await startMockHost({
        port: 0, dataDir: join(dir, name), databaseUrl: postgres.url, importDir: null, pluginManifestUrl: null, distDir: dir, log: (line) => log.push(line),
        scenario: { ...lateEndings, data: 'empty', misbehaviour: { ...lateEndings.misbehaviour, endDelaySeconds: 3_600 } },
      }));
    }
    database = new pg.Client({ connectionString: postgres.url, options: '-c search_path=mock_empty' });
    await database.connect();
  });
  after(async () => {
    await database?.end();
    for (const host of hosts) await host.close();
    await postgres?.stop();
    rmSync(dir, { recursive: true, force: true });
    assert.deepEqual(log, []);
  });

  const listen = async (client: MockHostClient) => {
    const answer = await client.get('/auth/events');
    assert.equal(answer.status, 200);
    return answer;
  };
  const all = (stream: Response) => new EventBlocks(stream.body!).rest();
  const told = (method: string, reason: string | null) => [': open', `data: ${JSON.stringify({ kind: 'ended', method, reason, by: null })}`];
  const latest = async (login: string) => (await database.query<{ id: string }>(
    `select s.id from session s join app_user u on u.id = s.user_id where u.login = $1 order by s.started_at desc limit 1`, [login])).rows[0]!.id;

  test('QT-8 BX-12: in the scenario late-endings a session goes on for 20 seconds, and then ends without anybody asking', async () => {
    assert.equal(lateEndings.misbehaviour.endDelaySeconds, 20);
    const admin = await MockHostClient.signIn(hosts[0]!.url);
    const client = await MockHostClient.signIn(hosts[1]!.url, 'license.user');
    const stream = await listen(client);
    const sessionId = await latest('license.user');
    const [{ asked } = { asked: '' }] = (await database.query<{ asked: string }>('select now()::text as asked')).rows;
    const answer = await admin.send('POST', '/licensing/v1/sessions/end', { id: randomUUID(), sessionIds: [sessionId], reason: 'Maintenance' });
    const [line] = (await answer.text()).split('\n');
    assert.equal((JSON.parse(line!) as { effect: string }).effect, 'ending');
    assert.equal((await client.get('/licensing/v1/me')).status, 200);
    // Nobody waits for all of it.
    const { rows } = await database.query(
      `update session set ending_at = now() where id = $1 returning (select ending_at from session where id = $1) between $2::timestamptz + interval '1 hour' and now() + interval '1 hour' as on_time`,
      [sessionId, asked]);
    assert.deepEqual(rows, [{ on_time: true }]);
    assert.deepEqual(await all(stream), told('terminated', 'Maintenance'));
    assert.equal((await client.get('/licensing/v1/me')).status, 401);
  });

  test('QT-9: the idle policy is kept without anybody asking', async () => {
    const admin = await MockHostClient.signIn(hosts[0]!.url);
    const client = await MockHostClient.signIn(hosts[1]!.url, 'license.user');
    const stream = await listen(client);
    const { version } = await admin.json<{ version: number }>('/licensing/v1/session-policy');
    assert.equal((await admin.send('PUT', '/licensing/v1/session-policy', { idleMinutes: 5, version })).status, 200);
    await database.query(`update session_policy set changed_at = now() - interval '1 hour'`);
    await database.query(`update session set last_request_at = now() - interval '10 minutes' where id = $1`, [await latest('license.user')]);
    assert.deepEqual(await all(stream), told('expired', null));
    assert.equal((await admin.get('/licensing/v1/me')).status, 200, 'who works goes on');
  });

  test('QT-10: a fourth browser signs the first out at once, whichever process each is connected to', async () => {
    const first = await MockHostClient.signIn(hosts[0]!.url, 'license.admin');
    const stream = await listen(first);
    for (let n = 0; n < 3; n++) await MockHostClient.signIn(hosts[1]!.url, 'license.admin');
    assert.deepEqual(await all(stream), told('limit', null));
    assert.equal((await first.get('/licensing/v1/me')).status, 401);
  });
});
