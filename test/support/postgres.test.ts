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

test('a PostgreSQL answers, knows letters beyond ASCII, and is gone after stop()', async () => {
  const postgres = await startPostgres();
  assert.deepEqual(await ask(postgres.url, "select lower('ЇЖÄ') as word, 1 + 1 as sum"), [{ word: 'їжä', sum: 2 }]);
  await postgres.stop();
  await assert.rejects(ask(postgres.url, 'select 1'));
});

test('a PostgreSQL whose test was killed ends by itself', { skip: Boolean(process.env['TEST_DATABASE_URL']) }, async () => {
  const here = fileURLToPath(new URL('postgres.ts', import.meta.url));
  const code = `const {startPostgres} = await import(${JSON.stringify(here)}); console.log((await startPostgres()).url); setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', code], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [chunk] = (await once(child.stdout, 'data')) as [Buffer];
  const url = chunk.toString().trim();
  assert.equal((await ask(url, 'select 1')).length, 1);

  child.kill('SIGKILL');
  const deadline = Date.now() + 10_000;
  for (;;) {
    const answers = await ask(url, 'select 1').then(() => true, () => false);
    if (!answers) break;
    assert.ok(Date.now() < deadline, 'PostgreSQL still answers ten seconds after its test was killed.');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
});
