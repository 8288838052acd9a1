import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import * as wire from '../../../../src/host/rest/wire-bulk.ts';
import type { Wire } from '../../../../src/host/rest/wire.ts';
import type { ProductChange } from '../../../../src/licensing/bulk.ts';
import { BulkDesk } from './bulk-desk.ts';
import type { Answer } from './test-client.ts';

export type Summary = Wire<typeof wire.batchSummary>;
export type LedgerRow = Wire<typeof wire.ledgerPage>['items'][number];
type Line = Wire<typeof wire.applyLine>;
type Item = Extract<Line, { line: 'settled' }>['items'][number];

/** Somebody at work with batches; answers are read as the plugin reads them. */
export class BatchDesk extends BulkDesk {
  async create(planId: string, id: string = randomUUID()): Promise<string> {
    const { status, body } = await this.client.send('PUT', `/licensing/v1/batches/${id}`, { planId });
    assert.equal(status, 200, JSON.stringify(body));
    return wire.batchSummary.parse(body).id;
  }

  /** Takes a batch on of what would become of these people. */
  async batchOf(userIds: readonly string[], changes: readonly ProductChange[]): Promise<string> {
    return this.create((await this.plan(await this.people(userIds), changes)).id);
  }

  /** Takes the undo of a batch on. */
  async undoOf(batchId: string): Promise<string> {
    return this.create((await this.planUndo(batchId)).id);
  }

  async lines(batchId: string, from: number, to: number): Promise<Line[]> {
    const { status, body } = await this.client.raw('POST', `/licensing/v1/batches/${batchId}/apply`, JSON.stringify({ from, to }));
    assert.equal(status, 200, JSON.stringify(body));
    return (body as string).split('\n').filter(Boolean).map((line) => wire.applyLine.parse(JSON.parse(line)));
  }

  /** Carries places out to the end, all of them unless told. */
  async apply(batchId: string, from = 0, to?: number): Promise<Item[]> {
    const end = to ?? (await this.summary(batchId)).total;
    const lines = await this.lines(batchId, from, end);
    assert.deepEqual(lines.pop(), { line: 'end', done: true });
    const items = lines.flatMap((line) => (line.line === 'settled' ? line.items : []));
    assert.equal(items.length, end - from);
    return items;
  }

  summary(batchId: string): Promise<Summary> {
    return this.#stands('GET', `/batches/${batchId}`);
  }

  settle(batchId: string): Promise<Summary> {
    return this.#stands('POST', `/batches/${batchId}/settle`);
  }

  stop(batchId: string): Promise<Summary> {
    return this.#stands('POST', `/batches/${batchId}/stop`);
  }

  async #stands(method: string, path: string): Promise<Summary> {
    const { status, body } = await this.client.send(method, `/licensing/v1${path}`);
    assert.equal(status, 200, JSON.stringify(body));
    return wire.batchSummary.parse(body);
  }

  async ledger(batchId: string, query = '', limit = 5_000): Promise<LedgerRow[]> {
    const rows: LedgerRow[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const answer: Answer = await this.client.get(`/licensing/v1/batches/${batchId}/items?limit=${limit}&${query}&cursor=${cursor}`);
      assert.equal(answer.status, 200, JSON.stringify(answer.body));
      const page = wire.ledgerPage.parse(answer.body);
      rows.push(...page.items);
      cursor = page.next;
      if (cursor === null) assert.equal(rows.length, page.total);
    }
    return rows;
  }

  /** The effects of a batch's items, or why they failed, in their order. */
  async effects(batchId: string): Promise<string[]> {
    return (await this.ledger(batchId)).map(({ effect, code, outcome }) => effect ?? code ?? outcome);
  }
}
