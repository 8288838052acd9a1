import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CreatioApi } from '../../../../src/host/creatio/creatio-api.ts';
import type { Kept } from '../../../../src/host/creatio/kept/kept.ts';
import type { BatchSummary, BulkGateway } from '../../../../src/licensing/bulk-gateway.ts';
import { LicensingError } from '../../../../src/licensing/errors.ts';
import { MemoryCreatio } from '../../../support/memory-creatio.ts';
import { Desk, signal } from './desk.ts';

const closed = 'the tab is closed';
/** What who asked hears of a request that went wrong, and whether it was carried out all the same. */
const faults = [closed, 'offline', 'timeout', 'signed-out', 'server', 'unexpected-shape', 'rejected', 'forbidden', 'rate-limited'] as const;
type Fault = (typeof faults)[number];

/** A tab with a fault at a step; a step is a request, and for a tab that is closed also whatever is read or kept. */
class Tab {
  /** What went wrong; null = there were fewer steps. */
  hit: string | null = null;
  readonly gateway: BulkGateway;
  #steps = 0;
  #isClosed = false;

  constructor(desk: Desk, private readonly at: number, private readonly fault: Fault, private readonly carriedOut: boolean) {
    const { api, options: { kept } } = desk.creatio;
    const own = <T>(call: string, work: () => Promise<T>): Promise<T> => (this.fault === closed ? this.#step(call, work) : work());
    const watched: Kept = {
      read: (box, key) => own(`read ${box}`, () => kept.read(box, key)),
      list: (box, prefix) => own(`list ${box}`, () => kept.list(box, prefix)),
      update: (box, key, change) => own(`update ${box}`, () => kept.update(box, key, change)),
    };
    const asked: CreatioApi = {
      ...api,
      license: (method, ...rest) => this.#step(method, () => api.license(method, ...rest)),
      select: (...query) => this.#step('SelectQuery', () => api.select(...query)),
    };
    this.gateway = desk.tab(watched, asked);
  }

  async #step<T>(call: string, work: () => Promise<T>): Promise<T> {
    if (this.#isClosed) throw new TypeError(closed);
    if (this.#steps++ !== this.at) return work();
    this.hit = call;
    this.#isClosed = this.fault === closed;
    if (this.carriedOut) await work();
    throw this.fault === closed ? new TypeError(closed) : new LicensingError(this.fault);
  }
}

/** A batch that grants, swaps, recalls, finds no seat and changes nothing. */
async function world(): Promise<{ desk: Desk; batch: BatchSummary; was: Set<string> }> {
  const creatio = new MemoryCreatio();
  const [p, from, to, q] = [creatio.pack(1, { count: 2 }), creatio.pack(2, { count: 9 }), creatio.pack(3, { count: 1 }), creatio.pack(4, { count: 9 })];
  const [a, b, c] = [creatio.user(1), creatio.user(2), creatio.user(3)];
  for (const id of [a, b]) creatio.hold(id, from);
  creatio.hold(a, q);
  creatio.hold(c, q, 'role');
  const desk = new Desk(creatio);
  const batch = await desk.batch([a, b, c], { kind: 'grant', productId: p }, { kind: 'swap', productId: from, to }, { kind: 'recall', productId: q });
  return { desk, batch, was: desk.pairs() };
}

const planned = { grant: 3, 'no-seat': 2, 'not-held': 3, recall: 2, kept: 1, 'role-derived': 1 };

/** Carries a batch out with a fault at a step, settles it, and goes on. */
async function carryOut(at: number, fault: Fault, carriedOut: boolean): Promise<string | null> {
  const { desk, batch, was } = await world();
  const tab = new Tab(desk, at, fault, carriedOut);
  const thrown: unknown = await desk.apply(batch, 0, batch.total, tab.gateway).then(() => null, (error: unknown) => error);
  if (tab.hit === null) {
    assert.equal(thrown, null);
    return null;
  }
  if (thrown && fault !== closed) assert.equal((thrown as LicensingError).code, fault, String(thrown));
  // Who comes after a closed tab knows what the browser has kept; who has heard an error asks again.
  const next = fault === closed ? desk.tab() : tab.gateway;
  await desk.ledger(batch, next);
  const { tally, running } = await next.settle(batch.id, signal);
  assert.deepEqual([tally.unknown, running], [0, false]);
  await desk.compare(batch, was, next);
  for (const { at: place, outcome, code } of await desk.ledger(batch, next)) {
    if (outcome === 'not-attempted' || code === 'server') await desk.apply(batch, place, place + 1, next);
  }
  const { effects, codes, drift, endedAt } = await desk.compare(batch, was, next);
  assert.ok(endedAt !== null);
  assert.deepEqual(Object.keys(codes).filter((code) => code !== 'rejected'), []);
  // In the end everybody has what was planned, but for what was refused in so many words.
  if (codes.rejected) assert.ok(fault === 'rejected' && !carriedOut);
  else assert.deepEqual([effects, drift], [planned, 0]);
  return tab.hit;
}

test('BX-1 without a fault it ends as planned', async () => {
  const { desk, batch, was } = await world();
  await desk.apply(batch, 0, batch.total);
  const { effects, drift, codes } = await desk.compare(batch, was);
  assert.deepEqual([effects, drift, codes], [planned, 0, {}]);
});

for (const fault of faults) {
  for (const carriedOut of [false, true]) {
    const name = fault === closed ? `${closed} ${carriedOut ? 'after' : 'before'} any step` : `any request ${carriedOut ? 'is carried out and' : 'goes wrong,'} answered with ${fault}`;
    test(`BX-2 BX-5 ${name}: the ledger says what is so, nothing stays unknown, and it can be gone on with`, async () => {
      const hits = new Set<string>();
      for (let at = 0; ; at++) {
        const hit = await carryOut(at, fault, carriedOut);
        if (hit === null) break;
        hits.add(hit);
      }
      for (const call of ['AddUsersPackages', 'DeleteUsersPackages', 'GetLicenseData', 'SelectQuery']) assert.ok(hits.has(call), `${call} went wrong`);
    });
  }
}
