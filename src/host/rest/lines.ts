import { LicensingError } from '../../licensing/errors.ts';
import { orAbort } from '../or-abort.ts';

/** A line longer than this is no answer of ours; reading on would only fill the memory. In characters. */
const MAX_LINE = 1_000_000;

/**
 * The lines of a streamed answer as they arrive, without their ends; one that was cut before its end is left out. Rejects `timeout` when nothing at all comes for
 * `idleMs`, `offline` when the connection breaks; an abort rejects with the signal's reason and lets go of the stream.
 */
export async function* lines(body: ReadableStream<Uint8Array>, idleMs: number, signal: AbortSignal): AsyncGenerator<string> {
  const reader = body.pipeThrough(new TextDecoderStream() as ReadableWritablePair<string, Uint8Array>).getReader();
  let rest = '';
  try {
    for (;;) {
      const { done, value } = await next(reader, idleMs, signal);
      if (done) break;
      const parts = (rest + value).split('\n');
      rest = parts.pop()!;
      if (rest.length > MAX_LINE) throw new LicensingError('unexpected-shape', 'a line is too long');
      for (const line of parts) yield line.replace(/\r$/, '');
    }
  } finally {
    // Not awaited: a stream that hangs would keep its reader from ever ending.
    reader.cancel().catch(() => {});
  }
}

/** One read that can't outlast the idle time or the signal. */
async function next(
  reader: ReadableStreamDefaultReader<string>,
  idleMs: number,
  signal: AbortSignal,
): Promise<ReadableStreamReadResult<string>> {
  const idle = new AbortController();
  const timer = setTimeout(() => idle.abort(new LicensingError('timeout')), idleMs);
  const read = reader.read().catch((error: unknown) => {
    throw new LicensingError('offline', String(error));
  });
  try {
    return await orAbort(orAbort(read, idle.signal), signal);
  } finally {
    clearTimeout(timer);
  }
}
