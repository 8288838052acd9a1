import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { test } from 'node:test';
import { Client } from 'pg';
import { startPostgres } from './postgres.ts';

async function ask(url: string, sql: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url });
  client.on('error', () => undefined); // the server may go while we talk; the answer tells
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

/** Whether this very server answers: another one may have its port by then. */
async function lives(url: string, mark: string): Promise<boolean> {
  return ask(url, `select from ${mark}`).then(() => true, () => false);
}

test('a PostgreSQL answers, knows letters beyond ASCII, and is gone after stop()', async () => {
  const postgres = await startPostgres();
  assert.deepEqual(await ask(postgres.url, "select lower('ЇЖÄ') as word, 1 + 1 as sum"), [{ word: 'їжä', sum: 2 }]);
  await ask(postgres.url, 'create table stopped ()');
  assert.equal(await lives(postgres.url, 'stopped'), true);
  await postgres.stop();
  assert.equal(await lives(postgres.url, 'stopped'), false);
});

test('a PostgreSQL whose test was killed ends by itself', { skip: Boolean(process.env['TEST_DATABASE_URL']), timeout: 300_000 }, async () => {
  const here = fileURLToPath(new URL('postgres.ts', import.meta.url));
  const code = `const {startPostgres} = await import(${JSON.stringify(here)}); console.log((await startPostgres()).url); setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', code], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [chunk] = (await once(child.stdout, 'data')) as [Buffer];
  const url = chunk.toString().trim();
  await ask(url, 'create table killed ()');
  assert.equal(await lives(url, 'killed'), true);

  child.kill('SIGKILL');
  while (await lives(url, 'killed')) await new Promise((resolve) => setTimeout(resolve, 100));
});
