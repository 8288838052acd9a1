import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { RunSaid } from '../../../src/features/session-manager/run-said.ts';
import type { EndItem, EndRun } from '../../../src/features/session-manager/session-manager.state.ts';
import { endWords, itemKey, itemRemark, runSummary, unsureOf } from '../../../src/features/session-manager/words.ts';
import type { EndMethod } from '../../../src/licensing/session.ts';
import { createText } from '../../../src/text/format.ts';
import { en } from '../../../src/text/session-manager/en.ts';
import { createTimes } from '../../../src/ui/times.ts';

const text = createText(en, 'en-GB');
const noon = Date.parse('2026-11-21T12:00:00Z');
const times = createTimes({ locale: 'en-GB', timeZone: 'Europe/Kyiv', now: () => noon });
const at = Date.parse('2026-11-21T08:42:00Z');

describe('BX-12 how a session ended, in words', () => {
  const said: [method: EndMethod, by: string | null, words: string][] = [
    ['log-out', null, 'Logged out at 10:42'],
    ['terminated', 'Ivan Petrenko', 'Ended by Ivan Petrenko at 10:42'],
    ['terminated', null, 'Ended by an administrator at 10:42'],
    ['expired', null, 'Timed out at 10:42'],
    ['limit', null, 'Ended at 10:42 by signing in once more than allowed'],
    ['deactivated', null, 'Ended at 10:42 because the user was deactivated'],
  ];
  for (const [method, by, words] of said) {
    test(words, () => assert.equal(endWords({ at, method, by, reason: null }, text, times), words));
  }
});

const item = (more: Partial<EndItem>): EndItem => ({ id: 's', userName: 'U', login: 'u', outcome: 'applied', effect: 'ended', code: null, end: null, ...more });
const items: [item: EndItem, outcome: string, remark: string][] = [
  [item({ end: { at, method: 'terminated', by: 'Me', reason: null } }), 'Ended', 'Ended by Me at 10:42'],
  [item({ effect: 'ending' }), 'Ending…', ''],
  [item({ outcome: 'skipped', effect: 'already-ended', end: { at, method: 'log-out', by: null, reason: null } }), 'Had ended already', 'Logged out at 10:42'],
  [item({ outcome: 'skipped', effect: 'own-session' }), 'Left out', 'You are signed in with this session. Sign out to end it.'],
  [item({ outcome: 'failed', effect: null, code: 'server' }), 'Failed', 'Something went wrong on the server. Try again in a moment.'],
  [item({ outcome: 'not-attempted', effect: null }), 'Not attempted', ''],
  [item({ outcome: 'unknown', effect: null }), 'Not confirmed yet', ''],
];
for (const [of, outcome, remark] of items) {
  test(`QT-8 the ledger says “${outcome}”, and why`, () => assert.deepEqual([text(itemKey(of)), itemRemark(of, text, times)], [outcome, remark]));
}

const run = (more: Partial<EndRun>): EndRun => ({
  total: 3, ended: 3, ending: 0, skipped: 0, failed: 0, notAttempted: 0, unknown: 0, running: false, canRetry: false, trouble: null, ...more,
});

test('BX-15 the summary leaves out what did not happen, and tells the own session from those that had ended', () => {
  assert.equal(runSummary(run({}), [], text), '3 sessions ended');
  assert.equal(runSummary(run({ ended: 0, failed: 3 }), [], text), 'No session ended, 3 failed');
  const ledger = [item({ outcome: 'skipped', effect: 'already-ended' }), item({ outcome: 'skipped', effect: 'own-session' })];
  assert.equal(runSummary(run({ ended: 1, skipped: 2 }), ledger, text), '1 session ended, 1 had ended already, 1 left out to keep you signed in');
});

test('BX-12 where no session is sure to be one’s own nothing is said for sure, and all else stays as it is', () => {
  const unsure = unsureOf(text);
  for (const key of ['own', 'own-session', 'leavesOwn'] as const) assert.match(unsure(key), /\bmay be\b/);
  assert.equal(unsure('sessions', { count: 2 }), '2 sessions');
});

test('BX-15 an ending is read out once, not with every session, and again when the last one on its way has gone', () => {
  const said = new RunSaid();
  const read: string[] = [];
  for (const state of [
    null, run({ ended: 0, notAttempted: 3, running: true }), run({ ended: 1, notAttempted: 2, running: true }), run({ ended: 1, ending: 2 }),
    run({ ended: 2, ending: 1 }), run({ ended: 3 }), run({ ended: 3 }), null, run({ ended: 0, running: true }), run({ ended: 3 }),
  ]) {
    said.hear(state, () => [], text);
    if (said.words !== (read.at(-1) ?? '')) read.push(said.words);
  }
  assert.deepEqual(read, ['1 session ended, 2 on the way', '3 sessions ended', '', '3 sessions ended']);
});
