import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { MockHostClient } from './mock-host-client.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const sample = join(root, 'docs', 'sample-import');
const base = mkdtempSync(join(tmpdir(), 'start-'));
const running = new Set<ChildProcess>();
after(() => {
  for (const child of running) child.kill('SIGKILL');
  rmSync(base, { recursive: true, force: true });
});

/** `npm start -- args`, without building anything. */
function start(...args: string[]) {
  return startHeld('', ...args);
}

/** The same, with something held (see there). */
function startHeld(held: string, ...args: string[]) {
  const child = spawn(process.execPath, ['--import', 'tsx', '--import', './test/mock-host/start/held-start.ts', 'mock-host/start.ts', '--no-build', ...args], {
    cwd: root,
    env: { ...process.env, DATABASE_URL: '', HELD: held },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  const said = { out: '', err: '' };
  child.stdout.on('data', (chunk: Buffer) => (said.out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (said.err += chunk.toString()));
  const ended = once(child, 'close').then(([code]) => {
    running.delete(child);
    return code as number | null;
  });
  return { child, said, ended };
}

/** Waits until the mock host is ready to serve. */
async function ready({ child, said, ended }: ReturnType<typeof start>): Promise<string> {
  const line = /^Mock host ready: (http:\/\/127\.0\.0\.1:\d+)$/m;
  const url = () => line.exec(said.out)?.[1];
  while (!url()) await Promise.race([once(child.stdout!, 'data'), ended.then((code) => assert.fail(`ended with ${code}: ${said.err}`))]);
  return url()!;
}

/** Starts what must not start: ends with 2, one sentence on stderr and nothing on stdout. */
async function refused(...args: string[]): Promise<string> {
  const { said, ended } = start(...args);
  assert.equal(await ended, 2, said.err);
  assert.equal(said.out, '');
  assert.match(said.err, /^[^\n]+[.:]\n/);
  return said.err.trimEnd();
}

test('--help says what can be given, and ends with 0', async () => {
  const { said, ended } = start('--help');
  assert.equal(await ended, 0);
  assert.match(said.out, /^Usage: npm start -- \[options\]/);
  assert.equal(said.err, '');
});

test('unknown options, scenarios and unusable ports are one sentence and exit code 2', async () => {
  assert.deepEqual(await Promise.all([refused('--verbose'), refused('--scenario', 'sunny'), refused('--port', 'http')]), [
    'Unknown option --verbose; --help lists the known ones.',
    'Unknown scenario "sunny"; known are demo, empty, large, imported, slow, partial-failure, signed-out, late-endings, malformed, old-host.',
    '--port must be a number from 0 to 65535, not "http".',
  ]);
});

test('a taken port is one sentence and exit code 2, and no data are made', async () => {
  const other = createServer();
  other.listen(0, '127.0.0.1');
  await once(other, 'listening');
  const { port } = other.address() as AddressInfo;
  const data = join(base, 'taken');
  assert.equal(await refused('--port', String(port), '--data', data), `Port ${port} is taken; choose another with --port.`);
  assert.equal(existsSync(data), false);
  other.close();
});

test('a folder that can not be written to is one sentence and exit code 2', async () => {
  const file = join(base, 'file');
  writeFileSync(file, '');
  assert.equal(
    await refused('--port', '0', '--data', join(file, 'data')),
    `The data folder ${join(file, 'data')} can't be written to (ENOTDIR); choose another with --data.`,
  );
});

test('what is imported and changed outlasts a stop and a kill; the folder is for one mock host at a time', async () => {
  const data = join(base, 'data');
  const first = startHeld('patience', '--port', '0', '--data', data, '--import', sample);
  let admin = await MockHostClient.signIn(await ready(first));
  // Where it takes longer than a second, it says how far it is.
  const lines = first.said.out.replace(/^([\w.]+: \d+ lines read|All lines are read; .*|\d+ assignments added)\n/gm, '');
  assert.match(lines, /^Imported 6 users \(6 new, 0 changed\), .*8 assignments \(8 new\)\.\nMock host ready: /);
  const emil = await admin.userId('Emil Svensson');
  const held = async () => (await admin.licenses(emil)).filter(({ assignment }) => assignment).map(({ sku }) => sku);
  assert.deepEqual(await held(), ['HELP']);

  assert.match(await refused('--port', '0', '--data', data), /^The data folder .* is in use by another mock host \(process \d+\); /);

  const [outcome] = await admin.change(emil, 'grant', ['Sales workplace']);
  assert.equal(outcome?.outcome, 'applied');
  // A stream of events and a request that is waiting must not keep it from ending.
  const events = await admin.get(`/licensing/v1/events?userId=${emil}`);
  const stream = events.text().catch(() => 'broken');
  first.child.kill('SIGTERM');
  assert.equal(await first.ended, 0);
  assert.equal(first.said.err, '');
  // It ended by itself: the folder is unlocked, which it is not when its patience ends.
  assert.equal(existsSync(join(data, 'mock-host.lock')), false);
  await stream;

  const second = start('--port', '0', '--data', data, '--scenario', 'imported');
  admin = await MockHostClient.signIn(await ready(second));
  assert.deepEqual(await held(), ['HELP', 'CRM-SALES']);
  assert.equal((await admin.change(emil, 'grant', ['Signature service']))[0]?.outcome, 'applied');
  second.child.kill('SIGKILL');
  await second.ended;

  const third = start('--port', '0', '--data', data, '--scenario', 'imported');
  admin = await MockHostClient.signIn(await ready(third));
  assert.deepEqual((await held()).sort(), ['CRM-SALES', 'HELP', 'SIGN']);
  third.child.kill('SIGINT');
  assert.equal(await third.ended, 0);

  const broken = join(base, 'broken');
  mkdirSync(broken);
  writeFileSync(join(broken, 'users.csv'), 'login;name\nnew.one;New One\n;Nameless\n');
  writeFileSync(join(broken, 'licenses.csv'), 'sku,name,type\n');
  writeFileSync(join(broken, 'assignments.csv'), 'login,sku\nnew.one,CRM\n');
  const { said, ended } = start('--port', '0', '--data', data, '--import', broken);
  assert.equal(await ended, 2);
  assert.equal(said.err, [
    'The import was refused and nothing was changed, because of 2 problems:',
    'users.csv, line 3, column login: is empty.',
    'assignments.csv, line 2, column sku: there is no license with the sku "CRM".',
    '',
  ].join('\n'));
});

test('a process killed while it makes its data leaves nothing in the way of the next start', async () => {
  const data = join(base, 'killed');
  const first = startHeld('rename', '--port', '0', '--data', data);
  // Its draft is there from the start, and for as long as this takes.
  while (!existsSync(join(data, 'demo.new'))) await new Promise((resolve) => setTimeout(resolve, 20));
  first.child.kill('SIGKILL');
  await first.ended;
  assert.equal(existsSync(join(data, 'demo')), false);
  const second = start('--port', '0', '--data', data);
  const admin = await MockHostClient.signIn(await ready(second));
  assert.equal((await admin.licenses(await admin.userId('Caleb Jones'))).length, 25);
  second.child.kill('SIGTERM');
  assert.equal(await second.ended, 0);
});
