import { Hono } from 'hono';
import type { Kysely } from 'kysely';
import * as z from 'zod/mini';
import { findSessionById } from '../auth/sessions.ts';
import type { Tables } from '../database/tables.ts';
import type { Env } from '../http/env.ts';
import { readQuery } from '../http/input.ts';
import { readUser } from '../licensing/user-licenses.ts';
import type { EventHub } from './hub.ts';

/** Proof of life for clients and proxies, and the moment to look whether the reader may still listen. */
const HEARTBEAT_MS = 15_000;
/** A reader that is so many events behind is cut off; it comes back and reads everything anew. */
const MOST_WAITING = 1_000;

export const eventsQuery = z.object({ userId: z.string() });

/** Server-sent events about a user's licenses. */
export function eventRoutes(db: Kysely<Tables>, hub: EventHub): Hono<Env> {
  const app = new Hono<Env>();

  app.get('/events', async (context) => {
    const { id: userId } = await readUser(db, readQuery(context, eventsQuery).userId);
    const { sessionId } = context.get('signedIn');
    const mayListen = async () => (await findSessionById(db, sessionId))?.operations.includes('CanViewLicenses') ?? false;
    // Who asks for the headers alone would never read the stream, nor end it.
    const body = context.req.method === 'HEAD' ? null : await stream(hub, { userId, sessionId }, mayListen, context.req.raw.signal);
    return new Response(body, { headers: { 'content-type': 'text/event-stream', 'cache-control': 'no-store', 'x-accel-buffering': 'no' } });
  });

  return app;
}

/** A stream that ends with its session, with its reader or with `signal`, and then leaves nothing behind. */
async function stream(
  hub: EventHub,
  who: { readonly userId: string; readonly sessionId: string },
  mayListen: () => Promise<boolean>,
  signal: AbortSignal,
): Promise<ReadableStream<Uint8Array>> {
  const encoder = new TextEncoder();
  const { readable, writable } = queue();
  const write = (text: string) => writable.write(encoder.encode(text));
  const leave = await hub.subscribe({
    ...who,
    send: (event) => write(`data: ${JSON.stringify(event)}\n\n`),
    end: () => end(),
  });
  const heartbeat = setInterval(() => {
    write(': here\n\n');
    void mayListen().then((may) => may || end(), () => end());
  }, HEARTBEAT_MS);
  heartbeat.unref();
  const end = () => {
    clearInterval(heartbeat);
    leave();
    signal.removeEventListener('abort', end);
    writable.close();
  };
  writable.onLost(end);
  if (signal.aborted) end();
  signal.addEventListener('abort', end);
  // Said at once, so that a client knows from when on it will miss nothing.
  write(': open\n\n');
  return readable;
}

interface Writable {
  write(bytes: Uint8Array): void;
  close(): void;
  /** The reader has gone, or is too far behind. */
  onLost(lost: () => void): void;
}

function queue(): { readable: ReadableStream<Uint8Array>; writable: Writable } {
  let controller: ReadableStreamDefaultController<Uint8Array> | null = null;
  let lost = () => {};
  const readable = new ReadableStream<Uint8Array>({
    start: (given) => {
      controller = given;
    },
    cancel: () => {
      controller = null;
      lost();
    },
  });
  return {
    readable,
    writable: {
      write(bytes) {
        if (!controller) return;
        if ((controller.desiredSize ?? 0) < -MOST_WAITING) return lost();
        controller.enqueue(bytes);
      },
      close() {
        controller?.close();
        controller = null;
      },
      onLost(callback) {
        lost = callback;
      },
    },
  };
}
