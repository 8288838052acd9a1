import assert from 'node:assert/strict';
import * as wire from '../../../../src/host/rest/wire-bulk.ts';
import { type Wire, problem } from '../../../../src/host/rest/wire.ts';
import type { BulkRequest, ProductChange, SelectionSource } from '../../../../src/licensing/bulk.ts';
import type { Answer, TestClient } from './test-client.ts';

type Plan = Wire<typeof wire.bulkPlan>;
type Cell = Wire<typeof wire.planRows>['items'][number];

/** Somebody at work with many people; answers are read as the plugin reads them. */
export class BulkDesk {
  constructor(readonly client: TestClient) {}

  async select(source: SelectionSource): Promise<Wire<typeof wire.selection>> {
    return wire.selection.parse(good(await this.client.send('POST', '/licensing/v1/selections', source)));
  }

  /** The id of a selection of these. */
  async people(userIds: readonly string[]): Promise<string> {
    return (await this.select({ kind: 'users', userIds })).id;
  }

  async population(selectionId: string): Promise<Wire<typeof wire.population>> {
    return wire.population.parse(good(await this.client.get(`/licensing/v1/selections/${selectionId}/population`)));
  }

  async plan(selectionId: string, changes: readonly ProductChange[], orders: BulkRequest['orders'] = {}): Promise<Plan> {
    return checked(wire.bulkPlan.parse(good(await this.client.send('POST', '/licensing/v1/plans', { selectionId, changes, orders }))));
  }

  async planUndo(batchId: string): Promise<Plan> {
    return checked(wire.bulkPlan.parse(good(await this.client.send('POST', `/licensing/v1/batches/${batchId}/undo`))));
  }

  /** All cells of a plan, however many pages that takes. */
  async cells(planId: string, query = '', limit = 5_000): Promise<Cell[]> {
    const cells: Cell[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const page: Wire<typeof wire.planRows> = wire.planRows.parse(
        good(await this.client.get(`/licensing/v1/plans/${planId}/items?limit=${limit}&${query}&cursor=${cursor}`)));
      assert.ok(page.items.length <= limit && (page.next === null || page.items.length === limit));
      cells.push(...page.items);
      cursor = page.next;
      if (cursor === null) assert.equal(cells.length, page.total);
    }
    return cells;
  }

  async refused(method: string, path: string, body: unknown): Promise<[status: number, said: string]> {
    const answer = await this.client.send(method, `/licensing/v1${path}`, body);
    assert.ok(answer.status >= 400, `${method} ${path} was answered`);
    const { title, detail = '' } = problem.parse(answer.body);
    return [answer.status, `${title} ${detail}`.trim()];
  }
}

/** What every plan promises: its counts add up. */
function checked(plan: Plan): Plan {
  const counted = plan.products.flatMap(({ counts }) => Object.values(counts)).reduce((sum, n) => sum + n, 0);
  assert.equal(counted, plan.items);
  return plan;
}

function good({ status, body }: Answer): unknown {
  assert.equal(status, 200, JSON.stringify(body));
  return body;
}
