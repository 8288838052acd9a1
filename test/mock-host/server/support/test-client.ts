import { randomUUID } from 'node:crypto';
import type { Hono } from 'hono';
import type { Env } from '../../../../mock-host/server/http/env.ts';
import { type Wire, batchLine } from '../../../../src/host/rest/wire.ts';
import { type BatchItem, itemKey } from '../../../../src/licensing/plan.ts';
import type { Change } from '../../../../src/licensing/rules.ts';

export type Outcome = Extract<Wire<typeof batchLine>, { line: 'outcome' }>;

export interface Answer<T = Record<string, unknown>> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: T;
}

/** Somebody who is signed in, as a browser would be. */
export class TestClient {
  constructor(
    private readonly app: Pick<Hono<Env>, 'request'>,
    readonly userId: string,
    readonly sessionId: string,
    readonly cookie: string,
    readonly csrfToken: string,
  ) {}

  /** The same client of another server of the same database. */
  of(app: Pick<Hono<Env>, 'request'>): TestClient {
    return new TestClient(app, this.userId, this.sessionId, this.cookie, this.csrfToken);
  }

  get<T = Record<string, unknown>>(path: string): Promise<Answer<T>> {
    return this.send('GET', path);
  }

  send<T = Record<string, unknown>>(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answer<T>> {
    return this.raw(method, path, body === undefined ? undefined : JSON.stringify(body), headers) as Promise<Answer<T>>;
  }

  async raw(method: string, path: string, body: string | undefined, headers: Record<string, string> = {}): Promise<Answer<unknown>> {
    const answer = await this.app.request(path, {
      method,
      headers: { cookie: this.cookie, 'x-csrf-token': this.csrfToken, 'content-type': 'application/json', ...headers },
      ...(body === undefined ? {} : { body }),
    });
    const text = await answer.text();
    const isJson = /json$/.test(answer.headers.get('content-type') ?? '') && !answer.headers.get('content-type')!.includes('ndjson');
    return { status: answer.status, headers: answer.headers, body: isJson ? JSON.parse(text) : text };
  }

  /** Sends a batch and answers its outcomes; throws when the answer was cut. */
  async batch(items: readonly BatchItem[], id: string = randomUUID()): Promise<Outcome[]> {
    return outcomesOf(await this.batchText(items, id));
  }

  async batchText(items: readonly BatchItem[], id: string): Promise<string> {
    const { status, body } = await this.raw('POST', '/licensing/v1/batches', JSON.stringify({ id, items }));
    if (status !== 200) throw new Error(`HTTP ${status}: ${JSON.stringify(body)}`);
    return body as string;
  }

  /** One change on its own. */
  async change(change: Change, userId: string, productId: string): Promise<Outcome> {
    const [outcome] = await this.batch([item(change, userId, productId)]);
    return outcome!;
  }
}

export function outcomesOf(text: string): Outcome[] {
  const lines = text.split('\n').filter(Boolean).map((line) => batchLine.parse(JSON.parse(line)));
  if (lines.pop()?.line !== 'end') throw new Error('The answer was cut.');
  return lines.filter((line) => line.line === 'outcome');
}

export function item(change: Change, userId: string, productId: string): BatchItem {
  return { key: itemKey({ change, userId, productId }), userId, productId, change, seatVersion: 0 };
}
