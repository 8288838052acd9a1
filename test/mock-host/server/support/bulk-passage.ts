import assert from 'node:assert/strict';
import type { BatchRun } from '../../../../src/features/grant-recall/grant-recall.state.ts';
import { createBatchRun } from '../../../../src/features/grant-recall/run/batch-run.ts';
import { createRestBulk } from '../../../../src/host/rest/rest-bulk.ts';
import type { BulkGateway, LedgerRow } from '../../../../src/licensing/bulk-gateway.ts';
import { newId } from '../../../../src/licensing/new-id.ts';
import type { Tally } from '../../../../src/licensing/outcome.ts';
import type { BulkServers } from './bulk-servers.ts';
import { type Fault, SpoiledFetch } from './spoiled-fetch.ts';

const never = new AbortController().signal;
const nobodys = '00000000-0000-0000-0000-000000000000';
/** Waits that the run asks for are cut short: what they are for, is shown with a clock of the test's own. */
const LONGEST_WAIT = 20;
/** Places of a request, so that there are several of them, and several transactions in one. */
const MOST = 700;

interface Check {
  readonly discrepancies: unknown[];
  readonly history: { readonly change: string; readonly user_id: string; readonly product_id: string }[];
  readonly held: unknown[];
  readonly failures: string[];
}

/** An administrator who grants two products to everybody, whatever goes wrong, and takes it back again. */
export class BulkPassages {
  readonly way: SpoiledFetch;
  readonly gateway: BulkGateway;
  /** What there is to go wrong when nothing does. */
  undisturbed = { requests: 0, lines: 0 };
  #page = new AbortController();
  #told: Tally | undefined;

  constructor(private readonly servers: BulkServers) {
    this.way = new SpoiledFetch(servers, () => this.#page.abort());
    this.gateway = createRestBulk({ baseUrl: 'http://host.test/licensing/v1', fetch: this.way.fetch });
  }

  /** Goes through it once, and answers everything that must be the same whatever went wrong. */
  async go(fault?: Fault): Promise<object> {
    const { gateway, way } = this;
    const { userIds, productIds } = await this.servers.current;
    const before = await this.#check(nobodys);
    const { id: selectionId } = await gateway.select({ kind: 'users', userIds }, never);
    const changes = productIds.map((productId) => ({ kind: 'grant', productId }) as const);
    const plan = await gateway.plan({ selectionId, changes, orders: {} }, never);
    const batchId = newId();
    await gateway.createBatch({ id: batchId, planId: plan.id! }, never);
    await this.#apply(batchId, fault);
    if (fault) assert.ok(way.struck, 'it came about');
    else this.undisturbed = { requests: way.requests, lines: way.lines };
    assert.deepEqual(this.#told, (await gateway.batch(batchId, never)).tally, 'what is shown is what is so');
    const outcome = await this.#outcome(batchId);
    await this.#undo(batchId);
    const { held } = await this.#check(nobodys);
    assert.deepEqual(held, before.held, 'BX-4: undone, everything is as it was');
    return outcome;
  }

  async #apply(batchId: string, fault?: Fault): Promise<void> {
    const deadline = Date.now() + 240_000;
    let run = await this.#open(batchId);
    this.way.begin(fault);
    run.goOn();
    while (run.state.phase !== 'ended') {
      assert.ok(Date.now() < deadline, `${run.state.phase} ${run.state.trouble?.code}`);
      await new Promise((resolve) => setTimeout(resolve, 2));
      if (this.#page.signal.aborted) run = await this.#open(batchId);
      else if (run.state.phase === 'interrupted' || run.state.phase === 'lost') run.goOn();
    }
    this.#told = run.state.summary.tally;
  }

  /** As a page does that was just loaded. */
  async #open(batchId: string): Promise<BatchRun> {
    this.#page = new AbortController();
    // It is loaded once there is a server again: how long one takes to start is no affair of a request's limit.
    await this.servers.current;
    const summary = await this.gateway.batch(batchId, never);
    return createBatchRun({
      gateway: this.gateway,
      summary,
      capabilities: { maxApply: MOST },
      signedOut: () => Promise.resolve(),
      pause: shortened,
      now: Date.now,
      signal: this.#page.signal,
    });
  }

  async #outcome(batchId: string): Promise<object> {
    const rows: LedgerRow[] = [];
    const query = { productId: null, outcomes: null, effects: null, drifted: false, search: '', limit: 5_000, cursor: null };
    rows.push(...(await this.gateway.ledger(batchId, query, never)).items);
    const { history, discrepancies, failures } = await this.#check(batchId);
    assert.deepEqual([discrepancies, failures], [[], []]);
    const { tally, effects, drift } = await this.gateway.batch(batchId, never);
    const told = await this.#notifications();
    return {
      tally, effects, drift,
      ledger: rows.map(({ at, user, product, outcome, effect, code }) => [at, user.id, product.id, outcome, effect, code].join(' ')),
      history: history.map(({ change, user_id, product_id }) => `${change} ${user_id} ${product_id}`),
      notifications: told.filter((id) => id === batchId).length,
    };
  }

  async #undo(batchId: string): Promise<void> {
    const { id } = await this.gateway.planUndo(batchId, never);
    const undo = newId();
    await this.gateway.createBatch({ id: undo, planId: id! }, never);
    this.#page = new AbortController();
    await this.#apply(undo);
  }

  async #check(batchId: string): Promise<Check> {
    const { url } = await this.servers.current;
    return (await (await fetch(`${url}/check?batch=${batchId}`)).json()) as Check;
  }

  async #notifications(): Promise<string[]> {
    const { url, cookie } = await this.servers.current;
    const { items } = (await (await fetch(`${url}/crm/v1/notifications`, { headers: { cookie } })).json()) as { items: { batchId: string }[] };
    return items.map(({ batchId }) => batchId);
  }
}

function shortened(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = ms < Infinity ? setTimeout(end, Math.min(ms, LONGEST_WAIT)) : undefined;
    if (signal.aborted) end();
    else signal.addEventListener('abort', end);
  });
}
