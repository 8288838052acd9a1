import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type AddressInfo, type Socket, connect, createServer } from 'node:net';
import { after, before, test } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import { openServer } from '../../../../mock-host/server/database/server.ts';
import { type TestPostgres, startPostgres } from '../../../support/postgres.ts';

let postgres: TestPostgres;
let url = '';
const sockets = new Set<Socket>();
let away = false;
let refused = 0;

/** Between us and the database: a way that can be cut. */
const way = createServer((near) => {
  near.on('error', () => undefined);
  if (away) {
    refused++;
    near.destroy();
    return;
  }
  const { hostname, port } = new URL(postgres.url);
  const far = connect(Number(port), hostname).on('error', () => undefined);
  sockets.add(near);
  near.pipe(far).pipe(near);
  near.on('close', () => far.destroy());
  far.on('close', () => near.destroy());
});

before(async () => {
  postgres = await startPostgres();
  way.listen(0, '127.0.0.1');
  await once(way, 'listening');
  const through = new URL(postgres.url);
  through.port = String((way.address() as AddressInfo).port);
  url = through.href;
});
after(async () => {
  way.close();
  for (const socket of sockets) socket.destroy();
  await postgres.stop();
});

test('a database that is away for long is asked by one connection at a time, and heard once when it is back', async (context) => {
  context.mock.timers.enable({ apis: ['setTimeout'] });
  const server = await openServer(url, 'away');
  const heard: string[] = [];
  const stop = await server.listen('away.news', (payload) => heard.push(payload));
  const pass = async () => {
    context.mock.timers.tick(500);
    for (let n = 0; n < 20; n++) await turn();
  };
  away = true;
  for (const socket of sockets) socket.destroy();
  while (refused < 8) await pass();
  away = false;
  while (!heard.includes('reload')) await pass();

  for (let n = 1; n <= 5; n++) {
    await pass();
    await server.pool.query(`select pg_notify('away.news', '${n}')`);
    while (!heard.includes(String(n))) await pass();
  }
  assert.deepEqual(heard, ['reload', '1', '2', '3', '4', '5']);
  const { rows } = await server.pool.query<{ n: number }>(
    `select count(*)::integer as n from pg_stat_activity where datname = current_database() and query ilike 'listen %'`,
  );
  assert.equal(rows[0]?.n, 1);
  await stop();
  await server.close();
});

test('a database that is away when somebody begins to listen is heard once by who tries again', async () => {
  const other = await openServer(url, 'away');
  try {
    const heard: string[] = [];
    away = true;
    await assert.rejects(other.listen('away.again', (payload) => heard.push(payload)));
    away = false;
    await other.listen('away.again', (payload) => heard.push(payload));
    await other.pool.query(`select pg_notify('away.again', 'one')`);
    await other.pool.query(`select pg_notify('away.again', 'two')`);
    while (!heard.includes('two')) await turn();
    assert.deepEqual(heard, ['one', 'two']);
  } finally {
    away = false;
    await other.close();
  }
});
