import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { usage } from '../../mock-host/start/options.ts';
import { root } from '../../vite.config.ts';

/** `npm run dev -- args`. */
function dev(...args: string[]) {
  const env = { ...process.env, DATABASE_URL: '' };
  const child = spawn(process.execPath, ['--import', 'tsx', 'plugin-manifest/dev.ts', ...args], { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const said = { out: '', err: '' };
  child.stdout.on('data', (chunk: Buffer) => (said.out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (said.err += chunk.toString()));
  const ended = once(child, 'close').then(([code]) => code as number | null);
  return { child, said, ended };
}

test('npm run dev takes the options of npm start, and what it can’t follow is one sentence', async () => {
  const help = dev('--help');
  assert.deepEqual([await help.ended, help.said], [0, { out: `${usage}\n`, err: '' }]);
  for (const [args, sentence] of [
    [['--host', 'crm'], '--host must be rest or creatio, not "crm".'],
    [['--plugin', 'http://127.0.0.1:9'], "Option --plugin can't be given here: it is the plugin being written that is loaded."],
  ] as const) {
    const refused = dev(...args);
    assert.deepEqual([await refused.ended, refused.said], [2, { out: '', err: `${sentence}\n` }]);
  }
});

test('QT-8 npm run dev -- --host creatio is a Creatio that loads the remote being written; it ends as a whole', async () => {
  const data = await mkdtemp(join(tmpdir(), 'dev-data-'));
  const { child, said, ended } = dev('--host', 'creatio', '--port', '0', '--data', data, '--scenario', 'empty', '--no-build');
  try {
    const url = (): string | undefined => /^Mock host ready: (\S+)$/m.exec(said.out)?.[1];
    while (!url()) await Promise.race([once(child.stdout, 'data'), ended.then((code) => assert.fail(`ended with ${code}: ${said.err}`))]);
    const config = (await (await fetch(`${url()}/mock/v1/config`)).json()) as { remoteEntryUrl: string; creatio: { base: string } };
    assert.equal(config.creatio.base, '/0');
    assert.notEqual(new URL(config.remoteEntryUrl).origin, new URL(url()!).origin);
    const entry = await fetch(config.remoteEntryUrl);
    assert.match(await entry.text(), /export \{ get, init \}/);
    child.kill('SIGTERM');
    assert.equal(await ended, 0);
    await assert.rejects(fetch(config.remoteEntryUrl));
    assert.equal(said.err, '');
  } finally {
    child.kill('SIGKILL');
    await rm(data, { recursive: true, force: true });
  }
});
