import assert from 'node:assert/strict';
import { createCreatioBulk } from '../../src/host/creatio/creatio-bulk.ts';
import type { ProductChange } from '../../src/licensing/bulk.ts';
import type { BatchSummary, BulkGateway, LedgerRow } from '../../src/licensing/bulk-gateway.ts';
import { licenseAdmin } from '../mock-host/server/support/test-host.ts';
import { MemoryKept } from '../support/memory-kept.ts';
import { CreatioHost, type CreatioHostOptions } from './creatio-host.ts';
import { type Others, SpoiledWay } from './creatio-spoiled-way.ts';

export const WRITE_USERS = 2;
const { signal } = new AbortController();
const everything = { productId: null, outcomes: null, effects: null, drifted: false, search: '', cursor: null, limit: 50_000 };

/** What the people hold, and the last change that came by Creatio's services. */
export interface Moment {
  readonly pairs: readonly string[];
  readonly change: number;
}

/** The stand-in for Creatio with four people and three packages, put back to what it was before each trial. */
export class FaultRig implements Others {
  /** What the people hold at first. */
  readonly first: readonly string[];
  /** As who is signed in. */
  #send!: (request: Request) => Promise<Response>;

  private constructor(
    readonly creatio: CreatioHost,
    private readonly adminId: string,
    private readonly people: readonly string[],
    private readonly strangers: readonly string[],
    /** One seat more than there are people; one less; held by all of them, by the last through a role. */
    readonly packages: Readonly<Record<'roomy' | 'scarce' | 'held', string>>,
    private readonly roleId: string,
  ) {
    this.first = people.map((id) => `${id} ${packages.held}`).sort();
  }

  static async open(settings: CreatioHostOptions['settings'] & object): Promise<FaultRig> {
    const creatio = await CreatioHost.open({ settings });
    const { host } = creatio;
    const [people, strangers] = [await host.users(4), await host.users(5)];
    const packages = { roomy: await host.product('named', 5), scarce: await host.product('named', 3), held: await host.product('named', 4) };
    const roleId = await host.role('A role', [packages.held], [people[3]!]);
    return new FaultRig(creatio, await host.user({ operations: licenseAdmin }), people, strangers, packages, roleId);
  }

  close(): Promise<void> {
    return this.creatio.close();
  }

  /** Everything as at first, and an administrator in a browser that knows nothing. */
  async begin(): Promise<Trial> {
    const { people, packages: { held }, roleId } = this;
    await this.#rows('update assignment set recalled_at = clock_timestamp() where recalled_at is null');
    const sources = people.map((id, at) => `('${id}', '${held}', ${at < 3 ? `'direct', null` : `'role', '${roleId}'`})`);
    await this.#rows(`insert into assignment (user_id, product_id, source, role_id) values ${sources.join()}`);
    await this.signIn();
    return new Trial(this, this.adminId, this.people, new SpoiledWay((request) => this.#send(request), this));
  }

  async signIn(): Promise<void> {
    this.#send = this.creatio.options(await this.creatio.host.signedIn([], this.adminId)).fetch!;
  }

  async endSessions(): Promise<void> {
    await this.#rows(`update session set ended_at = clock_timestamp(), end_method = 'terminated' where ended_at is null`);
  }

  async takeSeats(packageId: string): Promise<void> {
    const ids = this.strangers.map((id) => `('${id}'::uuid)`).join();
    const free = `(select paid - used from product_figures where product_id = '${packageId}')`;
    await this.#rows(`insert into assignment (user_id, product_id) select id, '${packageId}' from (values ${ids}) as stranger (id) limit ${free}`);
  }

  async moment(): Promise<Moment> {
    const held = await this.#rows<{ user_id: string; product_id: string }>('select user_id, product_id from assignment where recalled_at is null');
    const [{ last } = { last: null }] = await this.#rows<{ last: string | null }>(`select max(id) as last from history`);
    return { pairs: held.flatMap(({ user_id, product_id }) => (this.people.includes(user_id) ? [`${user_id} ${product_id}`] : [])).sort(), change: Number(last ?? 0) };
  }

  /** What was done by Creatio's services since then. */
  async changes({ change: since }: Moment): Promise<string[]> {
    const rows = await this.#rows<{ pair: string }>(
      `select user_id || ' ' || product_id || ' ' || change as pair from history where origin = 'creatio' and id > ${since}`);
    return rows.map(({ pair }) => pair).sort();
  }

  /** Packages of which more is given than there is, and counters that are wrong. */
  async wrongs(): Promise<unknown[]> {
    return [...(await this.#rows('select product_id from product_figures where used > paid')), ...(await this.creatio.host.discrepancies())];
  }

  #rows<T = Record<string, unknown>>(query: string): Promise<T[]> {
    return this.creatio.host.rows<T>(query);
  }
}

/** A browser at which an administrator changes the licenses of the people. */
export class Trial {
  readonly #gateway: BulkGateway;

  constructor(
    private readonly rig: FaultRig,
    adminId: string,
    private readonly people: readonly string[],
    readonly way: SpoiledWay,
  ) {
    // How old a reading is must not depend on how busy the machine is.
    const now = Date.now();
    this.#gateway = createCreatioBulk({
      baseUrl: 'http://creatio.test/', user: { id: adminId, name: 'Somebody' }, kept: new MemoryKept(), fetch: way.fetch, now: () => now, pause: async () => {},
      writeUsers: WRITE_USERS,
    });
  }

  async plan(...changes: ProductChange[]): Promise<BatchSummary> {
    const { id: selectionId } = await this.#gateway.select({ kind: 'users', userIds: this.people }, signal);
    return this.#create((await this.#gateway.plan({ selectionId, changes, orders: {} }, signal)).id!);
  }

  async planUndo({ id }: BatchSummary): Promise<BatchSummary> {
    return this.#create((await this.#gateway.planUndo(id, signal)).id!);
  }

  /** What has ended is told again. */
  async apply({ id, total }: BatchSummary): Promise<void> {
    for await (const _ of this.#gateway.apply(id, 0, total, signal));
  }

  settle({ id }: BatchSummary): Promise<BatchSummary> {
    return this.#gateway.settle(id, signal);
  }

  summary({ id }: BatchSummary): Promise<BatchSummary> {
    return this.#gateway.batch(id, signal);
  }

  /** Holds a ledger against the host: what was applied was done, once, and nothing else was; no seat is given twice. */
  async compare(batch: BatchSummary, was: Moment): Promise<readonly LedgerRow[]> {
    const { tally, effects, codes, total } = await this.summary(batch);
    const { items } = await this.#gateway.ledger(batch.id, everything, signal);
    const applied = items.filter(({ outcome }) => outcome === 'applied').map(({ user, product, change }) => ({ pair: `${user.id} ${product.id}`, change }));
    const expected = new Set(was.pairs);
    for (const { pair, change } of applied) expected[change === 'grant' ? 'add' : 'delete'](pair);
    assert.deepEqual((await this.rig.moment()).pairs, [...expected].sort(), 'the ledger says what is so');
    assert.deepEqual(await this.rig.changes(was), applied.map(({ pair, change }) => `${pair} ${change}`).sort(), 'each was done once');
    assert.deepEqual(await this.rig.wrongs(), []);
    for (const [outcome, count] of Object.entries(tally)) assert.equal(items.filter((item) => item.outcome === outcome).length, count, outcome);
    const sum = (counts: object): number => Object.values(counts).reduce((one: number, other: number) => one + other, 0);
    assert.deepEqual([items.length, sum(tally), sum(effects), sum(codes)], [total, total, tally.applied + tally.skipped, tally.failed]);
    return items;
  }

  #create(planId: string): Promise<BatchSummary> {
    return this.#gateway.createBatch({ id: crypto.randomUUID(), planId }, signal);
  }
}
