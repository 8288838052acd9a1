import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { startPostgres } from '../../support/postgres.ts';
import { killRun } from './support/kill-run.ts';

const saves = 1_000;
const kills = 20;

test('CR-8 BX-2: the embedded server killed 20 times in the midst of 1,000 saves loses and doubles nothing', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'license-admin-kill-'));
  try {
    const { lost } = await killRun({ kind: 'dir', place: dir, saves, kills });
    assert.ok(lost > kills, 'too few saves were under way at the kills');
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
});

test('CR-8 BX-2: the same on a PostgreSQL server', async () => {
  const postgres = await startPostgres();
  try {
    const { lost } = await killRun({ kind: 'url', place: postgres.url, saves, kills });
    assert.ok(lost > kills, 'too few saves were under way at the kills');
  } finally {
    await postgres.stop();
  }
});
