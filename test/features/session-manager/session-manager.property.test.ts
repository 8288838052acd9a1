import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { LicensingError } from '../../../src/licensing/errors.ts';
import type { EndItem, EndPreview, EndRun } from '../../../src/features/session-manager/session-manager.state.ts';
import { tally } from '../../../src/licensing/outcome.ts';
import { StoreRig, none } from './store-rig.ts';

/** Something that happens: at the host, on the way, or in the administrator's hands. */
type Step =
  | { readonly do: 'sign in' | 'change' | 'log out' | 'reload' | 'settle' | 'give up' | 'retry failed' | 'retry' | 'stop' | 'read' | 'cut' }
  | { readonly do: 'pause'; readonly on: boolean }
  | { readonly do: 'pass'; readonly ms: number }
  | { readonly do: 'end'; readonly share: number; readonly held: boolean }
  | { readonly do: 'end held' };

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constantFrom('sign in' as const, 'change' as const, 'log out' as const) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom('reload' as const, 'settle' as const, 'give up' as const, 'retry failed' as const, 'retry' as const, 'stop' as const, 'read' as const, 'cut' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('pause' as const), on: fc.boolean() }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('pass' as const), ms: fc.constantFrom(0, 40, 120, 700, 2_500) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('end' as const), share: fc.integer({ min: 1, max: 9 }), held: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('end held' as const) }) },
);

const scenario = fc.record({
  steps: fc.array(step, { maxLength: 40 }),
  sessions: fc.integer({ min: 1, max: 12 }),
  events: fc.boolean(),
  late: fc.boolean(),
  /** Of a hundred calls and outcomes, how many are lost on the way. */
  lost: fc.constantFrom(0, 0, 30),
  seed: fc.integer(),
});

/** Always the same chance for the same seed. */
function chance(seed: number): () => number {
  let state = seed | 1;
  return () => {
    state = Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9;
    return ((state >>> 8) & 0xffff) / 0x10000;
  };
}

class World extends StoreRig {
  readonly #random: () => number;
  #cut = new AbortController();
  readonly #previews: EndPreview[] = [];

  constructor({ sessions, events, late, lost, seed }: { readonly sessions: number; readonly events: boolean; readonly late: boolean; readonly lost: number; readonly seed: number }) {
    super();
    this.#random = chance(seed);
    const { host } = this;
    host.late = late;
    host.capable = { ...host.capable!, events, maxEnd: 3 };
    const lose = (): void => {
      if (this.#random() * 100 < lost) throw new LicensingError(this.#pick(['offline', 'timeout', 'server']));
    };
    host.before = lose;
    host.beforeOutcome = lose;
    const listen = host.sessionEvents.bind(host);
    host.sessionEvents = (signal) => listen(AbortSignal.any([signal, this.#cut.signal]));
    host.add({ id: 'me', userId: 'u0', own: true });
    for (let number = 0; number < sessions; number++) this.signIn();
    this.begin();
  }

  signIn(): void {
    this.host.add({ userId: `u${Math.floor(this.#random() * 3)}`, kind: this.#pick(['web', 'api', 'mobile']) });
  }

  async take(step: Step): Promise<void> {
    const { host, store } = this;
    const others = [...host.active.keys()].filter((id) => id !== 'me');
    switch (step.do) {
      case 'sign in':
        return this.signIn();
      case 'change':
        return others.length ? host.change(this.#pick(others), { lastRequestAt: this.time.now + this.#random() }) : undefined;
      case 'log out':
        return others.length ? host.end(this.#pick(others)) : undefined;
      case 'reload':
        return host.emit({ kind: 'reload' });
      case 'settle':
        return host.settle();
      case 'give up':
        return host.settle('give-up');
      case 'retry failed':
        return void store.retryFailed();
      case 'retry':
        return store.retry();
      case 'stop':
        return store.stop();
      case 'read':
        return store.reload();
      case 'cut':
        this.#cut.abort();
        this.#cut = new AbortController();
        return;
      case 'pause':
        return store.pause(step.on);
      case 'pass':
        return this.time.pass(step.ms);
      case 'end': {
        // The own one is among those asked for.
        const preview = store.preview({ kind: 'sessions', ids: ['me', ...others.filter((_, index) => index % step.share === 0)] });
        if (step.held) this.#previews.push(preview);
        else void store.end(preview, null);
        return;
      }
      case 'end held': {
        // Confirmed a while after it was shown: some of it is over, or being ended, by now.
        const preview = this.#previews.shift();
        return preview && void store.end(preview, null);
      }
    }
  }

  /** Nothing is lost any more, nothing happens any more, and everything that waits has had its time. */
  async rest(): Promise<void> {
    this.host.before = this.host.beforeOutcome = none;
    this.host.late = false;
    await this.time.pass(1_000);
    this.store.pause(false);
    this.store.retry();
    await this.time.pass(40_000);
    this.host.settle();
    this.store.reload();
    await this.time.pass(40_000);
    this.store.reload();
    await this.time.pass(40_000);
  }

  #pick<T>(of: readonly T[]): T {
    return of[Math.floor(this.#random() * of.length)]!;
  }
}

/** What holds at any moment. */
function check(rig: World): void {
  assert.ok(rig.host.active.has('me'), 'the own session goes on');
  assert.equal(new Set(rig.host.endings).size, rig.host.endings.length, 'nothing ends twice');
  const { state } = rig;
  if (state.kind === 'ready' && state.run) addsUp(state.run);
  const items = rig.store.ledger();
  assert.ok(items.every(({ id }) => id !== 'me'), 'the own session is in no ledger');
  assert.equal(new Set(items.map(({ id }) => id)).size, items.length, 'one line a session');
}

function addsUp({ total, ended, ending, skipped, failed, notAttempted, unknown }: EndRun): void {
  assert.equal(ended + ending + skipped + failed + notAttempted + unknown, total);
}

/** What holds when nothing is under way. */
function checkRest(rig: World): void {
  const { host, rows, ready } = rig;
  assert.deepEqual([...rows].map(({ id }) => id).sort(), [...host.active.keys()].sort(), 'rows are what the host has');
  for (const { state, note: _note, ofUser, ...session } of rows) {
    assert.deepEqual(session, host.active.get(session.id));
    assert.equal(state, session.ending ? 'ending' : 'active');
    const counted = [...host.active.values()].filter(({ userId, kind }) => userId === session.userId && kind !== 'api').length;
    assert.equal(ofUser, session.kind === 'api' ? 0 : counted);
  }
  assert.deepEqual([ready.trouble, ready.waiting, ready.loading, ready.summary.counts], [null, 0, null, host.counts]);
  const items = rig.store.ledger();
  assert.deepEqual([ready.run?.running ?? false, ready.run?.total ?? 0, ready.run?.unknown ?? 0, ready.run?.ending ?? 0], [false, items.length, 0, 0]);
  assert.equal(tally(items).unknown, 0);
  for (const item of items) assert.ok(isTrue(item, rig), `${item.id}: ${item.outcome} ${item.effect ?? item.code}`);
}

/** Whether an outcome is what really happened. */
function isTrue({ id, outcome, effect, end }: EndItem, { host }: World): boolean {
  const over = host.over.get(id);
  switch (outcome) {
    case 'applied':
      return effect === 'ended' && !!over;
    case 'skipped':
      return effect === 'already-ended' && !!over && end?.method === over.end.method;
    default:
      return outcome === 'failed' || outcome === 'not-attempted';
  }
}

describe('BX-5, BX-12 whatever happens in whatever order', () => {
  test('every session has one true outcome, the own one lives, and the rows end up as the host has them', async () => {
    await fc.assert(
      fc.asyncProperty(scenario, async ({ steps, ...world }) => {
        const rig = new World(world);
        try {
          for (const step of steps) {
            await rig.take(step);
            check(rig);
          }
          await rig.rest();
          check(rig);
          checkRest(rig);
        } finally {
          rig.store.dispose();
        }
      }),
      { numRuns: 150, endOnFailure: true },
    );
  });
});
