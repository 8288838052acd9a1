import assert from 'node:assert/strict';
import { beforeEach, describe, test } from 'node:test';
import { type EndedCsvOptions, endedCsv } from '../../../src/features/session-manager/ended-csv.ts';
import { LicensingError } from '../../../src/licensing/errors.ts';
import { MemorySessions } from '../../support/memory-sessions.ts';

let host: MemorySessions;
let stop: AbortController;
beforeEach(() => {
  host = new MemorySessions();
  host.now = () => Date.parse('2026-11-21T12:00:00Z');
  stop = new AbortController();
});

/** The file's text, and what was told on the way. */
async function write(options: Partial<EndedCsvOptions> = {}): Promise<{ lines: string[]; told: string[]; count: number }> {
  const told: string[] = [];
  const { parts, count } = await endedCsv({
    page: (query) => host.endedSessions({ search: '', sort: '-ended', ...query }, stop.signal),
    heads: [
      ['user', 'User'], ['login', 'Log-in'], ['kind', 'Kind'], ['browser', 'Browser'], ['system', 'System'], ['address', 'Address'],
      ['started', 'Started'], ['lastRequest', 'Last request'], ['endedAt', 'Ended'], ['how', 'How'], ['endedBy', 'By'], ['why', 'Reason'],
    ],
    kind: (kind) => kind.toUpperCase(),
    method: (method) => `was ${method}`,
    browser: (agent) => agent ?? '',
    system: () => '',
    progress: (done, total) => void told.push(`${done} of ${total}`),
    signal: stop.signal,
    ...options,
  });
  return { lines: parts.join('').split('\r\n'), told, count };
}

describe('BX-12, BX-14 ended sessions as CSV', () => {
  test('CR-5 what a host can’t tell has no column, and an instant it does not know no words', async () => {
    host.add({ id: 'a', userName: 'Ann', lastRequestAt: null });
    host.end('a', 'log-out');
    assert.deepEqual((await write({ heads: [['endedAt', 'Ended'], ['user', 'User']] })).lines, ['\ufeffEnded,User', '2026-11-21T12:00:00.000Z,Ann', '']);
    assert.deepEqual((await write({ heads: [['lastRequest', 'Last'], ['user', 'User']] })).lines, ['\ufeffLast,User', ',Ann', '']);
  });

  test('a line a session, with who ended it, how and why, safe to open', async () => {
    host.add({ id: 'a', userName: 'Caleb, Jones', agent: '=HYPERLINK("x")', address: null });
    host.end('a', 'terminated', { by: '@admin', reason: '+1' });
    assert.deepEqual((await write()).lines, [
      '\ufeffUser,Log-in,Kind,Browser,System,Address,Started,Last request,Ended,How,By,Reason',
      '"Caleb, Jones",u1@example.com,WEB,"\'=HYPERLINK(""x"")",,,2026-11-21T11:00:00.000Z,2026-11-21T11:59:00.000Z,2026-11-21T12:00:00.000Z,was terminated,\'@admin,\'+1',
      '',
    ]);
  });

  test('all pages are read, and how far that is is told', async () => {
    for (let number = 0; number < 7_000; number++) host.add();
    for (const id of [...host.active.keys()]) host.end(id);
    const { lines, told, count } = await write();
    assert.deepEqual([lines.length, told, count], [7_002, ['5000 of 7000', '7000 of 7000'], 7_000]);
  });

  test('what turns up on two pages is written once', async () => {
    host.add({ id: 'a' });
    host.end('a');
    const { items } = await host.endedSessions({ search: '', sort: '-ended', cursor: null, limit: 1 }, stop.signal);
    const page: EndedCsvOptions['page'] = async ({ cursor }) => ({ items, total: { count: 1, exact: true }, next: cursor ? null : 'more', asOf: 0 });
    assert.deepEqual((await write({ page })).count, 1);
  });

  test('half an export is none', async () => {
    for (let number = 0; number < 6_000; number++) host.add();
    for (const id of [...host.active.keys()]) host.end(id);
    let pages = 0;
    host.before = () => { if (++pages === 2) throw new LicensingError('offline'); };
    await assert.rejects(write(), { code: 'offline' });
    pages = 0;
    host.before = () => { if (++pages === 2) stop.abort(new Error('enough')); };
    await assert.rejects(write(), /enough/);
  });
});
