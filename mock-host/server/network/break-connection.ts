import type { HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';

/** Breaks the connection for real: the browser sees what it sees when a cable is pulled. */
export function breakConnection({ incoming }: HttpBindings): Response {
  incoming.socket.destroy();
  return RESPONSE_ALREADY_SENT;
}

/** The answer up to `lines` whole lines and half of the next one; then the connection breaks. */
export function cutAnswer(answer: Response, lines: number, { incoming }: HttpBindings): Response {
  const reader = answer.body?.getReader();
  let left = lines;
  let cut = false;
  const body = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const part = cut || !reader ? null : await reader.read();
        if (!part || part.done) {
          // What came before the cut has been handed to the socket by now: let it go out, then break.
          incoming.socket.destroySoon();
          await reader?.cancel();
          return;
        }
        const end = cutPoint(part.value, left);
        cut = end !== null;
        left -= countLines(part.value);
        controller.enqueue(cut ? part.value.subarray(0, end!) : part.value);
      },
      cancel: (reason) => reader?.cancel(reason),
    },
    { highWaterMark: 0 },
  );
  const headers = new Headers(answer.headers);
  headers.delete('content-length');
  // Chunked, so that the parts go out as they come and the browser notices that the last is missing.
  headers.set('transfer-encoding', 'chunked');
  return new Response(body, { status: answer.status, headers });
}

const newline = 10;

function countLines(bytes: Uint8Array): number {
  return bytes.reduce((sum, byte) => (byte === newline ? sum + 1 : sum), 0);
}

/** After `lines` whole lines and half of the next; null = these bytes end before that. */
function cutPoint(bytes: Uint8Array, lines: number): number | null {
  let start = 0;
  for (let line = 0; line < lines; line++) {
    const end = bytes.indexOf(newline, start);
    if (end < 0) return null;
    start = end + 1;
  }
  const end = bytes.indexOf(newline, start);
  return start + Math.floor(((end < 0 ? bytes.length : end) - start) / 2);
}
