import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type AddressInfo, type Socket, connect, createServer } from 'node:net';
import { after, before, test } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import { openServer } from '../../../../mock-host/server/database/server.ts';
import { type TestPostgres, startPostgres } from '../../../support/postgres.ts';

let postgres: TestPostgres;
let url = '';
/** Ours, and the database's. */
const sockets = new Map<Socket, Socket>();
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
  sockets.set(near, far);
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
  for (const socket of sockets.keys()) socket.destroy();
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
  const { rows: [cut] } = await server.pool.query<{ at: string }>('select clock_timestamp()::text as at');
  away = true;
  for (const socket of sockets.keys()) socket.destroy();
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
    // The database may not have noticed yet that the connection from before is gone.
    `select count(*)::integer as n from pg_stat_activity where datname = current_database() and query ilike 'listen %' and backend_start > $1`,
    [cut!.at],
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

test('who begins to listen while another is about to, does not before the database listens', async () => {
  const server = await openServer(url, 'away');
  try {
    await server.listen('away.other', () => undefined);
    const [near, far] = [...sockets].at(-1)!;
    near.unpipe();
    const heard: string[] = [];
    const first = server.listen('away.both', (payload) => heard.push(`first ${payload}`));
    let listens = false;
    const second = server.listen('away.both', (payload) => heard.push(`second ${payload}`)).then(() => (listens = true));
    for (let n = 0; n < 20; n++) await turn();
    assert.equal(listens, false);
    near.pipe(far);
    await Promise.all([first, second]);
    await server.pool.query(`select pg_notify('away.both', 'news')`);
    while (heard.length < 2) await turn();
    assert.deepEqual(heard, ['first news', 'second news']);
  } finally {
    await server.close();
  }
});
