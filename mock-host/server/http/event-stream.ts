/** Proof of life for clients and proxies, and the moment to look whether the reader may still listen. */
const HEARTBEAT_MS = 15_000;
/** A reader that is so many bytes behind is cut off; it comes back and reads everything anew. */
const MOST_WAITING = 4 * 1024 * 1024;

/** What a stream is written with. Both do nothing once it is over. */
export interface EventWriter {
  send(event: object): void;
  end(): void;
}

export interface EventSource {
  /** From when the promise resolves nothing is missed, until the returned function is called. */
  subscribe(writer: EventWriter): Promise<() => void>;
  /** Asked at each heartbeat. */
  mayListen(): Promise<boolean>;
}

/** Answers with server-sent events, until the source or the reader ends them; then nothing is left behind. */
export async function eventStream(request: Request, source: EventSource): Promise<Response> {
  // Who asks for the headers alone would never read the stream, nor end it.
  const body = request.method === 'HEAD' ? null : await stream(source, request.signal);
  return new Response(body, { headers: { 'content-type': 'text/event-stream', 'cache-control': 'no-store', 'x-accel-buffering': 'no' } });
}

async function stream({ subscribe, mayListen }: EventSource, signal: AbortSignal): Promise<ReadableStream<Uint8Array>> {
  const encoder = new TextEncoder();
  const { readable, writable } = queue();
  const write = (text: string) => writable.write(encoder.encode(text));
  const undo = [() => writable.close()];
  const end = () => {
    for (const step of undo.splice(0)) step();
  };
  writable.onLost(end);
  const leave = await subscribe({ send: (event) => write(`data: ${JSON.stringify(event)}\n\n`), end });
  // It may be over before it has begun.
  if (signal.aborted || !undo.length) {
    leave();
    end();
    return readable;
  }
  const heartbeat = setInterval(() => {
    write(': here\n\n');
    void mayListen().then((may) => may || end(), end);
  }, HEARTBEAT_MS);
  heartbeat.unref();
  signal.addEventListener('abort', end);
  undo.push(leave, () => clearInterval(heartbeat), () => signal.removeEventListener('abort', end));
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
  const readable = new ReadableStream<Uint8Array>(
    {
      start: (given) => {
        controller = given;
      },
      cancel: () => {
        controller = null;
        lost();
      },
    },
    new ByteLengthQueuingStrategy({ highWaterMark: MOST_WAITING }),
  );
  return {
    readable,
    writable: {
      write(bytes) {
        if (!controller) return;
        if ((controller.desiredSize ?? 0) <= 0) return lost();
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
