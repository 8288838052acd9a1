import { expect } from '@open-wc/testing';
import { EndStream } from '../../../../mock-host/shell/session/end-stream.ts';
import { Session } from '../../../../mock-host/shell/session/session.ts';
import { until } from '../../../support/until.ts';
import { FakeServer, problem, supervisor } from '../support/fake-fetch.ts';

/** A connection that stays open until the host or the page ends it. */
interface Connection {
  send(text: string): void;
  close(): void;
  readonly aborted: boolean;
}

const ended = (method: string, reason: string | null = null) => ({ kind: 'ended', method, reason, by: null });
const event = (data: unknown): string => `data: ${JSON.stringify(data)}\n\n`;
const over = (end: unknown): Response =>
  Response.json({ type: 'about:blank', title: 'Over.', status: 401, code: 'signed-out', ended: end }, { status: 401 });

async function listening(): Promise<{
  session: Session;
  server: FakeServer;
  connections: Connection[];
  waits: number[];
  /** How the host answers the next requests for a stream; null = by a stream. */
  refuse: (answer: (() => Response | Promise<Response>) | null) => void;
  show: (visible: boolean) => void;
  stream: EndStream;
}> {
  const server = new FakeServer().on('GET /auth/session', () => Response.json(supervisor));
  const session = new Session(() => {}, server.fetch);
  await session.load();
  const connections: Connection[] = [];
  const waits: number[] = [];
  let refusal: (() => Response | Promise<Response>) | null = null;
  const page = Object.assign(new EventTarget(), { hidden: false });
  const stream = new EndStream(session, {
    page: page as unknown as Document,
    wait: async (milliseconds, signal) => {
      waits.push(milliseconds);
      // Stands still after some attempts: nobody waits for these to end.
      if (waits.length > 7) await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
    },
    fetch: async (request) => {
      if (refusal) return refusal();
      let controller!: ReadableStreamDefaultController<Uint8Array>;
      const body = new ReadableStream<Uint8Array>({ start: (given) => void (controller = given) });
      request.signal.addEventListener('abort', () => controller.error(request.signal.reason));
      connections.push({
        send: (text) => controller.enqueue(new TextEncoder().encode(text)),
        close: () => controller.close(),
        get aborted() {
          return request.signal.aborted;
        },
      });
      return new Response(body);
    },
  });
  stream.start();
  return {
    session, server, connections, waits, stream,
    refuse: (answer) => (refusal = answer),
    show: (visible) => {
      page.hidden = !visible;
      page.dispatchEvent(new Event('visibilitychange'));
    },
  };
}

const opened = (connections: readonly Connection[], count: number): Promise<void> => until(() => connections.length === count);

describe('the stream that tells of the session’s end', () => {
  it('QT-8 tells at once that an administrator ended it, and why', async () => {
    const { session, server, connections } = await listening();
    await opened(connections, 1);
    server.on('GET /auth/session', () => over({ method: 'terminated', reason: 'Maintenance at noon', by: null }));
    const [connection] = connections;
    const text = event(ended('terminated', 'Maintenance at noon'));
    connection!.send(': open\n\n');
    // In two pieces, as networks do.
    connection!.send(text.slice(0, 20));
    connection!.send(text.slice(20));
    await until(() => session.value.kind === 'expired');
    expect(session.value).to.deep.include({ end: { method: 'terminated', reason: 'Maintenance at noon' } });
  });

  it('is one, and opened anew for a new session alone', async () => {
    const { session, server, connections } = await listening();
    await opened(connections, 1);
    server.on('POST /auth/sign-in', () => Response.json({ ...supervisor, csrfToken: 'second' }));
    void session.expired();
    expect(connections[0]!.aborted).to.equal(true);
    await session.signIn('supervisor', 'demo');
    await opened(connections, 2);
    expect(connections[1]!.aborted).to.equal(false);
  });

  it('goes on without a question when the same person has signed in from another tab meanwhile', async () => {
    const { session, server, connections } = await listening();
    await opened(connections, 1);
    server.on('GET /auth/session', () => Response.json({ ...supervisor, csrfToken: 'second' }));
    const kinds: string[] = [];
    session.subscribe(() => kinds.push(session.value.kind));
    connections[0]!.send(event(ended('log-out')));
    await opened(connections, 2);
    expect(session.csrfToken).to.equal('second');
    expect(kinds).to.deep.equal(['signed-in']);
  });

  it('comes back after a break, later each time, and learns then what it has missed', async () => {
    const { session, server, connections, waits, refuse } = await listening();
    await opened(connections, 1);
    let attempts = 0;
    refuse(() => {
      attempts += 1;
      if (attempts === 3) return Promise.reject(new TypeError('fetch failed'));
      return attempts < 7 ? problem(503, 'Busy.') : over(null);
    });
    server.on('GET /auth/session', () => over({ method: 'expired', reason: null }));
    connections[0]!.close();
    await until(() => session.value.kind === 'expired');
    expect(waits).to.deep.equal([1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
    expect(session.value).to.deep.include({ end: { method: 'expired', reason: null } });
  });

  it('starts its pauses over once it has been open', async () => {
    const { connections, waits } = await listening();
    for (let count = 1; count <= 3; count += 1) {
      await opened(connections, count);
      connections[count - 1]!.close();
    }
    await opened(connections, 4);
    expect(waits).to.deep.equal([1_000, 1_000, 1_000]);
  });

  it('is closed while nobody looks at the page, and opened at once when somebody does', async () => {
    const { connections, waits, show } = await listening();
    await opened(connections, 1);
    show(false);
    expect(connections[0]!.aborted).to.equal(true);
    show(true);
    await opened(connections, 2);
    expect(waits).to.deep.equal([]);
  });

  it('ends with signing out, of which nobody needs to be told', async () => {
    const { session, server, connections } = await listening();
    await opened(connections, 1);
    const kinds: string[] = [];
    session.subscribe(() => kinds.push(session.value.kind));
    let answer = (): void => {};
    server.on('POST /auth/sign-out', () => new Promise((resolve) => (answer = () => resolve(new Response(null, { status: 204 })))));
    server.on('GET /auth/session', () => over(null));
    const leaving = session.signOut();
    connections[0]!.send(event(ended('log-out')));
    await until(() => server.lines.includes('POST /auth/sign-out'));
    answer();
    await leaving;
    expect(kinds).to.deep.equal(['anonymous']);
    expect(connections[0]!.aborted).to.equal(true);
  });

  it('takes nothing for an end that is none', async () => {
    const { session, connections, stream } = await listening();
    await opened(connections, 1);
    connections[0]!.send(`: here\n\ndata: {\n\ndata: null\n\nevent: ended\n\n${event({ kind: 'ended', method: '__proto__' })}${event({ kind: 'other' })}`);
    connections[0]!.close();
    await opened(connections, 2);
    expect(session.value.kind).to.equal('signed-in');
    stream.stop();
    expect(connections[1]!.aborted).to.equal(true);
  });
});
