import assert from 'node:assert/strict';
import { afterEach, describe, test } from 'node:test';
import type { Batched, Choosing, DialogState, Undoing } from '../../../src/features/grant-recall/dialog.state.ts';
import type { BulkTask } from '../../../src/features/grant-recall/grant-recall.state.ts';
import { GrantRecallStore } from '../../../src/features/grant-recall/grant-recall.store.ts';
import { LicensingError } from '../../../src/licensing/errors.ts';
import { FakeTime } from '../../support/fake-time.ts';
import type { MemoryBulk } from '../../support/memory-bulk.ts';
import { company, grantTo, recallFrom } from './company.ts';

const four = grantTo('ada', 'bea', 'carl', 'dora');

class Rig {
  readonly time = new FakeTime();
  readonly states: DialogState[] = [];
  signIns = 0;
  may = true;
  store!: GrantRecallStore;

  constructor(readonly gateway: MemoryBulk = company()) {
    gateway.host.now = () => this.time.now;
  }

  async open(task: BulkTask = four): Promise<this> {
    this.store = new GrantRecallStore({
      gateway: this.gateway, task, userId: this.gateway.who.id, can: async () => this.may, now: () => this.time.now, pause: this.time.pause,
      signedOut: async () => void this.signIns++,
    });
    open.push(this.store);
    this.store.state$.subscribe((state) => this.states.push(state));
    await this.time.settle();
    return this;
  }

  is<K extends DialogState['kind']>(kind: K): DialogState & { kind: K } {
    assert.equal(this.store.state.kind, kind);
    return this.store.state as DialogState & { kind: K };
  }

  get choosing(): Choosing {
    return this.is('choosing');
  }

  calls(name: string): string[] {
    return this.gateway.calls.filter((call) => call.startsWith(name));
  }

  /** Refuses the next so many calls of a name. */
  fail(name: string, times: number, code: ConstructorParameters<typeof LicensingError>[0] = 'server', when: 'before' | 'after' = 'before'): void {
    let left = times;
    this.gateway[when] = (call: string) => {
      if (call.startsWith(name) && left-- > 0) throw new LicensingError(code);
    };
  }

  /** Confirms, and lets the batch be carried out. */
  async confirm(): Promise<Batched> {
    void this.store.confirm();
    await this.time.pass(3_000);
    return this.is('batch');
  }
}

const open: GrantRecallStore[] = [];
afterEach(() => open.splice(0).forEach((store) => store.dispose()));

describe('opening', () => {
  test('fixes who is meant once, however often reading about them fails', async () => {
    const rig = new Rig();
    rig.fail('population', 2);
    await rig.open();
    assert.deepEqual(rig.is('failed').code, 'server');
    await rig.time.pass(10_000);
    assert.equal(rig.choosing.population.selection.count, 4);
    assert.deepEqual([rig.calls('select').length, rig.calls('population').length], [1, 3]);
  });

  test('BX-14 who is not known is told', async () => {
    const rig = await new Rig().open(grantTo('ada', 'nobody'));
    assert.deepEqual(rig.choosing.unknown, ['nobody']);
  });

  test('a host that can’t, an administrator who may not', async () => {
    const rig = new Rig();
    rig.gateway.host.capable = null;
    (await rig.open()).is('absent');
    const other = new Rig();
    other.may = false;
    (await other.open()).is('read-only');
    assert.deepEqual(other.calls('select'), []);
  });

  test('signed out: has the host sign in, then goes on', async () => {
    const rig = new Rig();
    rig.fail('select', 1, 'signed-out');
    await rig.open();
    assert.equal(rig.signIns, 1);
    assert.equal(rig.choosing.step, 'products');
  });

  test('what can’t be helped by asking waits for a retry', async () => {
    const rig = new Rig();
    rig.fail('select', 1, 'rejected');
    await rig.open();
    await rig.time.pass(600_000);
    rig.is('failed');
    rig.store.retry();
    rig.is('loading');
    await rig.time.settle();
    rig.is('choosing');
  });

  test('OT-13 who comes with licenses ticked sees the plan at once', async () => {
    const rig = await new Rig().open({ ...four, productIds: ['studio', 'gone'] } as BulkTask);
    assert.deepEqual([rig.choosing.step, [...rig.choosing.choices.keys()]], ['plan', ['studio']]);
  });
});

describe('BX-1 planning here', () => {
  test('a tick is one computation and one state, and asks nobody', async () => {
    const rig = new Rig();
    const population = rig.gateway.population.bind(rig.gateway);
    let looked = 0;
    rig.gateway.population = async (...asked) => {
      const told = await population(...asked);
      const first = Object.defineProperty({ ...told.people![0]! }, 'active', { get: () => (looked++, true) });
      return { ...told, people: [first, ...told.people!.slice(1)] };
    };
    await rig.open();
    const [states, calls] = [rig.states.length, rig.gateway.calls.length];
    looked = 0;
    rig.store.tick('studio', true);
    assert.equal(rig.states.length, states + 1);
    assert.equal(rig.gateway.calls.length, calls);
    // Once for the rule, once for what the seats come to.
    assert.ok(looked > 0 && looked <= 2, `${looked} looks at one cell`);
    assert.ok(Object.isFrozen(rig.store.state));
  });

  test('CR-6 the verb is of the ticks that follow, and each can be chosen otherwise', async () => {
    const rig = await new Rig().open();
    rig.store.tick('studio', true);
    rig.store.means('recall');
    rig.store.tick('crm', true);
    assert.deepEqual(rig.choosing.preview!.plan.products.map(({ productId, change }) => [productId, change]), [['crm', 'recall'], ['studio', 'grant']]);
    rig.store.choose('crm', { kind: 'grant' });
    assert.deepEqual(rig.choosing.preview!.plan.products.map(({ change }) => change), ['grant', 'grant']);
    rig.store.tick('crm', false);
    rig.store.tick('studio', false);
    assert.equal(rig.choosing.preview, null);
  });

  test('BX-9 a swap without its replacement leads no further; what replaces can’t be chosen otherwise', async () => {
    const rig = await new Rig().open();
    rig.store.choose('draw', { kind: 'swap', to: null });
    rig.store.step('plan');
    assert.equal(rig.choosing.step, 'products');
    rig.store.choose('draw', { kind: 'swap', to: 'studio' });
    rig.store.tick('studio', false);
    rig.store.step('plan');
    assert.deepEqual([rig.choosing.step, rig.choosing.choices.size], ['plan', 1]);
  });

  test('BX-7 another order plans anew at once', async () => {
    const rig = await new Rig().open();
    rig.store.tick('crm', true);
    rig.store.order('crm', { by: 'hand', userIds: ['dora'] });
    assert.deepEqual(rig.choosing.preview!.columns![0]!.effects, ['already-held', 'grant', 'no-seat', 'grant']);
  });

  test('planning again reads how things stand, of the same people', async () => {
    const rig = await new Rig().open();
    rig.store.tick('studio', true);
    rig.gateway.world.hold('bea', 'studio');
    await rig.store.refresh();
    assert.deepEqual(rig.choosing.preview!.plan.products[0]!.counts, { grant: 3, 'already-held': 1 });
    assert.equal(rig.calls('select').length, 1);
  });
});

describe('BX-1 planning at the host, where there are too many people to have them here', () => {
  async function many(): Promise<Rig> {
    const rig = new Rig();
    rig.gateway.host.people.maxPeople = 2;
    return rig.open();
  }

  test('ticks in a row are one request, and meanwhile nothing old is taken for new', async () => {
    const rig = await many();
    rig.store.tick('crm', true);
    await rig.time.pass(200);
    rig.store.tick('studio', true);
    assert.equal(rig.choosing.stale, true);
    await rig.time.pass(400);
    assert.deepEqual([rig.calls('plan').length, rig.choosing.stale], [1, false]);
    assert.deepEqual(rig.choosing.preview!.plan.products.map(({ productId }) => productId), ['crm', 'studio']);
    assert.equal(rig.choosing.preview!.columns, null);
  });

  test('a plan that arrives late is not that of later ticks', async () => {
    const rig = await many();
    let answer = (): void => {};
    rig.gateway.after = (call) => (call === 'plan' ? new Promise<void>((resolve) => (answer = resolve)) : undefined);
    rig.store.tick('crm', true);
    await rig.time.pass(400);
    rig.store.tick('crm', false);
    answer();
    await rig.time.settle();
    assert.equal(rig.choosing.preview, null);
  });

  test('a failure is told, tried again, and gives way to the plan', async () => {
    const rig = await many();
    rig.fail('plan', 1);
    rig.store.tick('crm', true);
    await rig.time.pass(400);
    assert.equal(rig.choosing.trouble, 'server');
    await rig.time.pass(3_000);
    assert.deepEqual([rig.choosing.trouble, rig.choosing.stale], [null, false]);
  });

  test('is confirmed by its id, and its cells are pages of the host', async () => {
    const rig = await many();
    rig.store.tick('crm', true);
    await rig.time.pass(400);
    const { items } = await rig.store.rows({ productId: null, effects: ['no-seat'], search: '', cursor: null, limit: 10 }, new AbortController().signal);
    assert.deepEqual(items.map(({ user }) => user.id), ['dora']);
    const { run } = await rig.confirm();
    assert.deepEqual([run!.state.phase, run!.state.summary.tally.applied], ['ended', 2]);
  });
});

describe('confirming', () => {
  test('BX-1 the result is what the plan showed, cell for cell', async () => {
    const rig = await new Rig().open();
    rig.store.tick('crm', true);
    rig.store.tick('studio', true);
    const { counts } = rig.choosing.preview!.plan.products[0]!;
    assert.deepEqual(rig.calls('createBatch'), []);
    const { run } = await rig.confirm();
    assert.deepEqual([run!.state.phase, run!.state.summary.drift, run!.state.summary.effects], ['ended', 0, { grant: 2 + 4, 'no-seat': 1, 'already-held': 1 }]);
    assert.deepEqual(counts, { grant: 2, 'no-seat': 1, 'already-held': 1 });
  });

  test('BX-2 a lost answer makes no second batch', async () => {
    const rig = await new Rig().open();
    rig.store.tick('studio', true);
    rig.fail('createBatch', 2, 'offline', 'after');
    void rig.store.confirm();
    await rig.time.settle();
    assert.deepEqual(rig.choosing.sending, { kind: 'lost', code: 'offline', givenUp: false });
    await rig.time.pass(10_000);
    rig.is('batch');
    assert.equal(rig.calls('createBatch').length, 3);
    assert.equal((await rig.gateway.batches({ mine: false, open: false, cursor: null, limit: 9 }, new AbortController().signal)).total, 1);
  });

  test('while it is on its way, nothing else is chosen and nothing is sent twice', async () => {
    const rig = await new Rig().open();
    rig.store.tick('studio', true);
    rig.gateway.before = (call) => (call.startsWith('createBatch') ? new Promise(() => {}) : undefined);
    void rig.store.confirm();
    void rig.store.confirm();
    rig.store.tick('crm', true);
    rig.store.step('products');
    await rig.time.settle();
    assert.deepEqual([rig.calls('createBatch').length, rig.choosing.choices.size], [1, 1]);
  });

  test('refused: says so, and can be planned and confirmed anew', async () => {
    const rig = await new Rig().open();
    rig.store.tick('studio', true);
    rig.fail('createBatch', 1, 'not-found');
    void rig.store.confirm();
    await rig.time.settle();
    assert.deepEqual(rig.choosing.sending, { kind: 'refused', code: 'not-found' });
    await rig.store.refresh();
    assert.equal(rig.choosing.sending, null);
    await rig.confirm();
  });

  test('BX-1 what somebody else changed meanwhile is drift', async () => {
    const rig = await new Rig().open();
    rig.store.tick('studio', true);
    rig.gateway.world.hold('bea', 'studio');
    const { run } = await rig.confirm();
    assert.deepEqual([run!.state.summary.drift, run!.state.summary.tally.skipped], [1, 1]);
  });
});

describe('BX-4 undo', () => {
  async function undone(): Promise<{ rig: Rig; undo: Undoing; batchId: string }> {
    const rig = await new Rig().open(recallFrom('ada', 'bea'));
    rig.store.tick('draw', true);
    const { summary: { id } } = await rig.confirm();
    rig.gateway.world.hold('bea', 'draw');
    await rig.open({ kind: 'undo', batchId: id });
    return { rig, undo: rig.is('undoing'), batchId: id };
  }

  test('shows the host’s plan of what is still as the batch left it, and whose batch it is', async () => {
    const { undo } = await undone();
    assert.deepEqual(undo.preview.plan.products.map(({ change, counts }) => [change, counts]), [['grant', { grant: 1, conflict: 1 }]]);
    assert.equal(undo.of.by.name, 'Supervisor');
  });

  test('is a batch like any other, linked to the one it undoes', async () => {
    const { rig, batchId } = await undone();
    const { run } = await rig.confirm();
    assert.deepEqual([run!.state.summary.undoes, run!.state.summary.tally.applied], [batchId, 1]);
  });

  test('can be planned again', async () => {
    const { rig } = await undone();
    rig.gateway.world.hold('ada', 'draw');
    await rig.store.refresh();
    assert.deepEqual(rig.is('undoing').preview.plan.products[0]!.counts, { conflict: 2 });
  });
});

describe('a batch made earlier', () => {
  async function interrupted(): Promise<{ rig: Rig; id: string }> {
    const rig = await new Rig().open();
    rig.store.tick('studio', true);
    rig.gateway.beforeSettled = () => new Promise(() => {});
    const { summary } = await rig.confirm();
    rig.store.dispose();
    rig.gateway.beforeSettled = () => {};
    return { rig, id: summary.id };
  }

  test('BX-3 one’s own goes on where it was interrupted', async () => {
    const { rig, id } = await interrupted();
    rig.time.now += 600_000;
    await rig.open({ kind: 'batch', batchId: id });
    await rig.time.pass(10_000);
    const { run } = rig.is('batch');
    run!.goOn();
    await rig.time.pass(5_000);
    assert.deepEqual([run!.state.phase, run!.state.summary.tally.applied], ['ended', 4]);
  });

  test('somebody else’s can only be looked at', async () => {
    const { rig, id } = await interrupted();
    const other = new Rig(rig.gateway.browser({ id: 'other', name: 'Other' }));
    await other.open({ kind: 'batch', batchId: id });
    assert.equal(other.is('batch').run, null);
  });

  test('who may not change licenses may read what became of it', async () => {
    const { rig, id } = await interrupted();
    rig.may = false;
    await rig.open({ kind: 'batch', batchId: id });
    assert.equal(rig.is('batch').run, null);
  });
});

test('nothing is asked for or told once it is disposed of', async () => {
  const rig = await new Rig().open();
  rig.store.tick('studio', true);
  rig.store.dispose();
  const [calls, states] = [rig.gateway.calls.length, rig.states.length];
  rig.store.tick('crm', true);
  void rig.store.confirm();
  await rig.time.pass(60_000);
  assert.deepEqual([rig.states.length, rig.gateway.calls.length], [states, calls]);
});
