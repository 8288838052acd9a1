import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { startPostgres } from '../../support/postgres.ts';
import { killRun } from './support/kill-run.ts';

test('CR-8 BX-2: the embedded server killed three times in the midst of saves loses and doubles nothing', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'license-admin-kill-'));
  try {
    const { lost } = await killRun({ kind: 'dir', place: dir, saves: 200, kills: 3 });
    assert.ok(lost > 0, 'no save was under way at any kill');
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
});

test('CR-8 BX-2: the same on a PostgreSQL server', async () => {
  const postgres = await startPostgres();
  try {
    const { lost } = await killRun({ kind: 'url', place: postgres.url, saves: 200, kills: 3 });
    assert.ok(lost > 0, 'no save was under way at any kill');
  } finally {
    await postgres.stop();
  }
});
