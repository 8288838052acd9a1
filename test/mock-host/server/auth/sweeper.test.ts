import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import { startSweeper } from '../../../../mock-host/server/auth/sweeper.ts';
import { TestHost } from '../support/test-host.ts';

let host: TestHost;
before(async () => {
  host = await TestHost.open('embedded');
  await host.database.exec(`update session_policy set idle_minutes = 20, changed_at = now() - interval '1 day'`);
});
after(async () => {
  await host.close();
});

/** A session that nobody has used for half an hour. */
async function idler(): Promise<() => Promise<boolean>> {
  const { sessionId } = await host.signedIn();
  await host.database.exec(`update session set last_request_at = now() - interval '30 minutes' where id = '${sessionId}'`);
  return async () => {
    const [row] = await host.rows<{ over: boolean }>(`select ended_at is not null as over from session where id = '${sessionId}'`);
    return row!.over;
  };
}

test('QT-9: sessions expire within a second without any request, until the sweeper is stopped', async (context) => {
  context.mock.timers.enable({ apis: ['setTimeout'] });
  const pass = async (milliseconds: number) => {
    context.mock.timers.tick(milliseconds);
    // The one connection answers in turn: what a sweep asked is answered before this.
    for (let statements = 0; statements < 4; statements++) await host.rows('select 1');
    await turn();
  };
  const first = await idler();
  const failures: unknown[] = [];
  const stop = startSweeper(host.database.db, (error) => failures.push(error));
  await pass(0);
  assert.equal(await first(), true, 'what ended while no server ran ends at once');

  const second = await idler();
  await pass(999);
  assert.equal(await second(), false);
  await pass(1);
  assert.equal(await second(), true);

  await host.database.exec('alter table session_policy rename to elsewhere');
  await pass(1_000);
  await pass(5_000);
  assert.equal(failures.length, 1, 'a database that fails is not asked again each second');
  await host.database.exec('alter table elsewhere rename to session_policy');
  const third = await idler();
  await pass(5_000);
  assert.equal(await third(), true, 'and then it goes on');

  const [user] = await host.users(1);
  await host.database.exec(`
    insert into session (user_id, token_hash, csrf_token, last_request_at) select '${user}', 'due-' || n, '', now() - interval '1 hour' from generate_series(1, 1200) as n`);
  context.mock.timers.tick(1_000);
  await stop();
  const left = async () => (await host.rows(`select 1 from session where ended_at is null`)).length;
  assert.equal(await left(), 1_200, 'what is under way is waited for, but not all that is to do');
  await pass(60_000);
  assert.equal(await left(), 1_200);
  assert.equal(failures.length, 1);
});
