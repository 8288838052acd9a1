import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { createRestGateway } from '../../../src/host/rest/rest-gateway.ts';
import { LicensingError } from '../../../src/licensing/errors.ts';
import type { Batch, LicensingGateway } from '../../../src/licensing/gateway.ts';

const signal = new AbortController().signal;
const seats = { type: 'named', paid: 5, used: 2, available: 3, assigned: 2, version: 7 };
const user = { id: 'u1', name: 'Caleb Jones', login: 'c.jones', email: null, active: true, kind: 'person' };
const license = {
  productId: 'p1', sku: 'P1', name: 'Chat2Desk', vendor: null, seats,
  term: { state: 'current', start: null, due: '2026-12-31' },
  assignment: { since: '2026-01-05T09:00:00Z', by: null, source: 'direct', role: null },
};
const batch: Batch = {
  id: '7c9e6679-7425-40de-944b-e07fc1f90ae7',
  items: ['a', 'b'].map((key) => ({ key, userId: 'u1', productId: 'p1', change: 'grant' as const, seatVersion: 1 })),
};
const outcome = (key: string, more = {}): string =>
  JSON.stringify({ line: 'outcome', key, outcome: 'applied', effect: 'grant', code: null, seats, ...more });
const end = '{"line":"end"}';

/** A gateway whose host gives these answers in turn, the last one for ever; what was asked is kept. */
function gatewayOf(...answers: (() => Response | Promise<Response>)[]): { gateway: LicensingGateway; asked: Request[]; sent: string[] } {
  const asked: Request[] = [];
  const sent: string[] = [];
  const gateway = createRestGateway({
    baseUrl: 'http://host.test/licensing/v1',
    fetch: async (request) => {
      asked.push(request);
      sent.push(await request.clone().text());
      return answers[Math.min(asked.length, answers.length) - 1]!();
    },
  });
  return { gateway, asked, sent };
}
const json = (body: unknown, status = 200, headers = {}) => () => Response.json(body, { status, headers });
const text = (body: string) => () => new Response(body);
const codeOf = (wanted: string, detail = /./) => (error: unknown) =>
  error instanceof LicensingError && error.code === wanted && (assert.match(error.message, detail), true);
const all = async <T>(items: AsyncIterable<T>): Promise<T[]> => {
  const list = [];
  for await (const item of items) list.push(item);
  return list;
};

describe('reading', () => {
  test('CR-2 a user with a row per product', async () => {
    const { gateway, asked } = gatewayOf(json({ user, licenses: [license] }));
    assert.deepEqual(await gateway.userLicenses('u1', signal), { user, licenses: [license] });
    assert.equal(asked[0]!.url, 'http://host.test/licensing/v1/users/u1/licenses');
  });

  test('an id can not leave its place in the address', async () => {
    const { gateway, asked } = gatewayOf(json({}));
    await assert.rejects(gateway.userLicenses('../me?x=/', signal));
    assert.equal(asked[0]!.url, 'http://host.test/licensing/v1/users/..%2Fme%3Fx%3D%2F/licenses');
  });

  const wrong: [string, unknown, RegExp][] = [
    ['another user than asked for', { user: { ...user, id: 'u2' }, licenses: [] }, /another user/],
    ['a product twice', { user, licenses: [license, license] }, /twice/],
    ['seats that do not add up', { user, licenses: [{ ...license, seats: { ...seats, available: 4 } }] }, /licenses\.0\.seats.*add up/],
    ['an unlimited license with a limit', { user, licenses: [{ ...license, seats: { ...seats, type: 'server' } }] }, /add up/],
    ['a negative count', { user, licenses: [{ ...license, seats: { ...seats, used: -1, available: 6 } }] }, /licenses\.0\.seats\.used/],
    ['a missing field', { user: { ...user, active: undefined }, licenses: [] }, /user\.active/],
    ['a list instead of an object', [], /:/],
    ['null', null, /:/],
  ];
  for (const [name, body, detail] of wrong) {
    test(`refuses ${name} and says where`, async () => {
      await assert.rejects(gatewayOf(json(body)).gateway.userLicenses('u1', signal), codeOf('unexpected-shape', detail));
    });
  }

  test('refuses HTML with status 200', async () => {
    await assert.rejects(gatewayOf(text('<!doctype html>')).gateway.capabilities(signal), codeOf('unexpected-shape'));
  });

  const statuses: [number, string][] = [
    [400, 'rejected'], [401, 'signed-out'], [403, 'forbidden'], [404, 'not-found'], [409, 'conflict'], [422, 'rejected'], [500, 'server'], [503, 'server'],
  ];
  for (const [status, code] of statuses) {
    test(`status ${status} without problem details is ${code}`, async () => {
      const { gateway } = gatewayOf(() => new Response('<html>', { status }));
      await assert.rejects(gateway.capabilities(signal), codeOf(code));
    });
  }

  test('problem details decide the code and give the detail', async () => {
    const body = { type: 'about:blank', title: 'Gone', status: 400, code: 'conflict', detail: 'sent with other items' };
    const { gateway } = gatewayOf(json(body, 400, { 'content-type': 'application/problem+json' }));
    await assert.rejects(gateway.capabilities(signal), codeOf('conflict', /sent with other items/));
  });

  test('429 carries the seconds to wait', async () => {
    const { gateway } = gatewayOf(json({}, 429, { 'retry-after': '17' }));
    await assert.rejects(gateway.applyBatch(batch, signal)[Symbol.asyncIterator]().next(), (error: unknown) =>
      error instanceof LicensingError && error.code === 'rate-limited' && error.retryAfter === 17);
  });

  test('a read is tried once more when the connection drops, then it is offline', async () => {
    const down = (): Promise<Response> => Promise.reject(new TypeError('Failed to fetch'));
    const healed = gatewayOf(down, json({ events: true, maxBatchItems: 500 }));
    assert.equal((await healed.gateway.capabilities(signal)).maxBatchItems, 500);
    const dead = gatewayOf(down);
    await assert.rejects(dead.gateway.capabilities(signal), codeOf('offline'));
    assert.equal(dead.asked.length, 2);
  });

  test('an answer that does not come, or does not end, is a timeout', async (t) => {
    // Node does not stay awake for a signal's own timer; a browser does.
    const awake = setInterval(() => {}, 1000);
    t.after(() => clearInterval(awake));
    const silent = (): Promise<Response> => new Promise(() => {});
    const endless = (): Response => new Response(new ReadableStream({ start: (control) => control.enqueue(new Uint8Array([123])) }));
    for (const fetch of [async () => silent(), async () => endless()]) {
      const gateway = createRestGateway({ baseUrl: 'http://host.test', fetch, readMs: 20 });
      await assert.rejects(gateway.capabilities(signal), codeOf('timeout'));
    }
  });

  test('an abort rejects with the reason of the one who aborted', async () => {
    const control = new AbortController();
    const reason = new Error('left the page');
    const { gateway } = gatewayOf(() => (control.abort(reason), new Promise<Response>(() => {})));
    await assert.rejects(gateway.capabilities(control.signal), (error) => error === reason);
  });
});

describe('applying a batch', () => {
  test('BX-2 each item has its outcome, and the batch travels with its id', async () => {
    const lines = [outcome('b', { outcome: 'failed', effect: null, code: 'server' }), outcome('a'), end, ''].join('\n');
    const { gateway, sent } = gatewayOf(text(lines));
    const outcomes = await all(gateway.applyBatch(batch, signal));
    assert.deepEqual(outcomes.map((one) => [one.key, one.outcome, one.retryable]), [['b', 'failed', true], ['a', 'applied', false]]);
    assert.deepEqual(JSON.parse(sent[0]!), batch);
  });

  test('a write is never repeated behind the back of the store', async () => {
    const { gateway, asked } = gatewayOf(() => new Response('', { status: 503 }));
    await assert.rejects(all(gateway.applyBatch(batch, signal)), codeOf('server'));
    assert.equal(asked.length, 1);
  });

  test('outcomes are told as they arrive, not when all are there', async () => {
    let send!: ReadableStreamDefaultController<Uint8Array>;
    const body = new ReadableStream<Uint8Array>({ start: (control) => void (send = control) });
    const encode = (line: string): Uint8Array => new TextEncoder().encode(line);
    const arriving = gatewayOf(() => new Response(body)).gateway.applyBatch(batch, signal)[Symbol.asyncIterator]();
    const first = arriving.next();
    send.enqueue(encode(`${outcome('a')}\r\n{"line":"out`));
    assert.equal((await first).value.key, 'a');
    send.enqueue(encode(`${outcome('b').slice(12)}\n${end}\n`));
    assert.equal((await arriving.next()).value.key, 'b');
    assert.equal((await arriving.next()).done, true);
  });

  const broken: [string, string, string][] = [
    ['cut before its end', `${outcome('a')}\n`, 'offline'],
    ['cut inside a line', `${outcome('a')}\n${outcome('b').slice(0, 30)}`, 'offline'],
    ['ended with items missing', `${outcome('a')}\n${end}\n`, 'unexpected-shape'],
    ['naming an item twice', `${outcome('a')}\n${outcome('a')}\n${end}\n`, 'unexpected-shape'],
    ['naming an item that was not sent', `${outcome('zzz')}\n${end}\n`, 'unexpected-shape'],
    ['with an outcome nobody knows', `${outcome('a', { outcome: 'perhaps' })}\n`, 'unexpected-shape'],
    ['that is HTML', '<html>\n', 'unexpected-shape'],
    ['that never ends its line', 'x'.repeat(1_000_001), 'unexpected-shape'],
    ['that is empty', '', 'offline'],
  ];
  for (const [name, body, code] of broken) {
    test(`BX-2 an answer ${name} is ${code}`, async () => {
      await assert.rejects(all(gatewayOf(text(body)).gateway.applyBatch(batch, signal)), codeOf(code));
    });
  }

  test('BX-2 a connection that breaks in the middle is offline, after the outcomes that arrived', async () => {
    let sent = false;
    const body = new ReadableStream<Uint8Array>({
      pull: (control) => (sent ? control.error(new TypeError('reset')) : control.enqueue(new TextEncoder().encode(`${outcome('a')}\n`)), void (sent = true)),
    });
    const seen: string[] = [];
    await assert.rejects(async () => {
      for await (const one of gatewayOf(() => new Response(body)).gateway.applyBatch(batch, signal)) seen.push(one.key);
    }, codeOf('offline'));
    assert.deepEqual(seen, ['a']);
  });
});

describe('events', () => {
  const event = { kind: 'seats', productId: 'p1', seats };

  test('events are told, heartbeats and unknown lines are not', async () => {
    const { gateway, asked } = gatewayOf(text(`:open\n\nid: 4\ndata: ${JSON.stringify(event)}\n\n: heartbeat\n\ndata: {"kind":"reload"}\n\n`));
    assert.deepEqual(await all(gateway.events('u 1', signal)), [event, { kind: 'reload' }]);
    assert.match(asked[0]!.url, /events\?userId=u%201$/);
  });

  test('an event of a wrong shape is an error, not silence', async () => {
    await assert.rejects(all(gatewayOf(text('data: {"kind":"boo"}\n\n')).gateway.events('u1', signal)), codeOf('unexpected-shape'));
  });

  test('leaving lets go of the connection', async () => {
    let read = (): void => {};
    const reading = new Promise<void>((resolve) => (read = resolve));
    let release = (): void => {};
    const released = new Promise<void>((resolve) => (release = resolve));
    const body = new ReadableStream<Uint8Array>({ pull: () => read(), cancel: () => release() }, { highWaterMark: 0 });
    const control = new AbortController();
    const waiting = all(gatewayOf(() => new Response(body)).gateway.events('u1', control.signal));
    await reading;
    control.abort();
    await assert.rejects(waiting, { name: 'AbortError' });
    await released;
  });
});
