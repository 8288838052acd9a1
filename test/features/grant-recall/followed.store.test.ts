import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type FollowedState, FollowedStore } from '../../../src/features/grant-recall/followed.store.ts';
import { LicensingError } from '../../../src/licensing/errors.ts';
import { FakeTime } from '../../support/fake-time.ts';

class Rig {
  readonly time = new FakeTime();
  readonly states: FollowedState<number>[] = [];
  reads = 0;
  signIns = 0;
  wait = Infinity;
  read: () => number | Promise<number> = () => this.reads;
  readonly store: FollowedStore<number>;

  constructor(read?: () => number) {
    if (read) this.read = read;
    this.store = new FollowedStore<number>({
      pause: this.time.pause,
      signedOut: async () => void this.signIns++,
      again: () => this.wait,
      read: async () => {
        this.reads++;
        return this.read();
      },
    });
    this.store.state$.subscribe((state) => this.states.push(state));
  }

  get last(): FollowedState<number> {
    return this.states.at(-1)!;
  }
}

const fail = (code: LicensingError['code']) => (): never => {
  throw new LicensingError(code);
};
const ready = (value: number, trouble: LicensingError['code'] | null = null): FollowedState<number> => ({ kind: 'ready', value, trouble });

describe('BX-5 something at the host is followed', () => {
  test('read at once, and not again unless somebody asks', async () => {
    const rig = new Rig();
    assert.deepEqual(rig.last, { kind: 'loading' });
    await rig.time.pass(60_000);
    assert.deepEqual([rig.last, rig.reads], [ready(1), 1]);
    rig.store.refresh();
    await rig.time.settle();
    assert.deepEqual([rig.last, rig.reads], [ready(2), 2]);
  });

  test('read again every so often, as long as it makes sense', async () => {
    const rig = new Rig();
    rig.wait = 3_000;
    await rig.time.pass(9_000);
    assert.equal(rig.reads, 2);
    rig.wait = Infinity;
    await rig.time.pass(60_000);
    assert.equal(rig.reads, 3);
  });

  test('however often somebody asks, it is read no more often than every two seconds, and once more after the last', async () => {
    const rig = new Rig();
    for (let at = 0; at < 100; at++) {
      rig.store.refresh();
      await rig.time.pass(100);
    }
    assert.equal(rig.reads, 6);
    rig.store.refresh();
    await rig.time.pass(60_000);
    assert.equal(rig.reads, 7);
  });

  test('a failure is told, and what was read before is kept; it is read again by itself where that can help', async () => {
    const rig = new Rig();
    await rig.time.pass(5_000);
    rig.read = fail('server');
    rig.store.refresh();
    await rig.time.settle();
    assert.deepEqual(rig.last, ready(1, 'server'));
    rig.read = () => 7;
    await rig.time.pass(2_000);
    assert.deepEqual(rig.last, ready(7));
  });

  test('what can’t be helped by asking waits for a Try again', async () => {
    const rig = new Rig(fail('forbidden'));
    await rig.time.pass(600_000);
    assert.deepEqual([rig.last, rig.reads], [{ kind: 'failed', code: 'forbidden' }, 1]);
    rig.read = () => 1;
    rig.store.retry();
    assert.deepEqual(rig.last, { kind: 'loading' });
    await rig.time.settle();
    assert.deepEqual(rig.last, ready(1));
  });

  test('a Try again waits for nothing, and while a read is under way another one follows it', async () => {
    const rig = new Rig();
    await rig.time.settle();
    rig.store.retry();
    await rig.time.settle();
    assert.deepEqual(rig.last, ready(2));
    let answer = (_: number): void => {};
    rig.read = () => new Promise((resolve) => (answer = resolve));
    rig.store.retry();
    await rig.time.settle();
    rig.read = () => 4;
    rig.store.retry();
    answer(3);
    await rig.time.settle();
    assert.deepEqual([rig.last, rig.reads], [ready(4), 4]);
  });

  test('one sign-in serves the read and whatever else was asked', async () => {
    const rig = new Rig();
    await rig.time.pass(5_000);
    rig.read = fail('signed-out');
    let signedIn = false;
    const asked = rig.store.ask(new AbortController().signal, async () => (signedIn ? 'page' : fail('signed-out')()));
    signedIn = true;
    rig.read = () => 2;
    assert.equal(await asked, 'page');
    await rig.time.settle();
    assert.deepEqual([rig.signIns, rig.last], [1, ready(2)]);
  });

  test('what else fails is for whoever asked', async () => {
    const rig = new Rig();
    await rig.time.settle();
    await assert.rejects(rig.store.ask(new AbortController().signal, fail('conflict')), { code: 'conflict' });
    assert.deepEqual(rig.last, ready(1));
  });

  test('nothing is asked or told once disposed', async () => {
    const rig = new Rig();
    rig.wait = 3_000;
    await rig.time.settle();
    const { length } = rig.states;
    rig.store.dispose();
    await rig.time.pass(60_000);
    assert.deepEqual([rig.reads, rig.states.length, rig.time.waits], [1, length, []]);
  });
});
