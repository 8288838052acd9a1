import ky, { type Options as KyOptions } from 'ky';
import type * as z from 'zod/mini';
import { LicensingError } from '../../licensing/errors.ts';
import { orAbort } from '../or-abort.ts';
import { type Shape, parse } from '../parse.ts';
import { lines } from './lines.ts';
import { toLicensingError } from './rest-errors.ts';

/** Longest silence of an answer that streams, in milliseconds; the host sends a heartbeat every 15 s. */
const IDLE_MS = 45_000;

/** Of a request. `timeout`: longest wait for a whole answer, or for the first of one that streams, in milliseconds. */
export interface Options extends KyOptions {
  timeout?: number;
}

export interface RestOptions {
  /** Where the licensing API answers, such as `/licensing/v1`. */
  readonly baseUrl: string;
  readonly fetch?: ((input: Request) => Promise<Response>) | undefined;
  /** Longest wait for a whole answer, in milliseconds. */
  readonly readMs?: number;
}

/** Asks the licensing API and parses what it answers. Rejects with a `LicensingError`, or with the signal's reason. */
export interface RestApi {
  /**
   * A whole answer, within `options.timeout` milliseconds. A GET is asked once more when the host stumbles; anything else
   * is asked once.
   */
  read<S extends Shape>(path: string, shape: S, signal: AbortSignal, options?: Options): Promise<z.output<S>>;
  /** A write that is answered with nothing. */
  send(path: string, signal: AbortSignal, options: Options): Promise<void>;
  /** The lines of an answer, as they come. */
  stream(path: string, options: Options & { signal: AbortSignal }): AsyncGenerator<string>;
  /** The events of a stream that stays open, as they come. */
  events<S extends Shape>(path: string, shape: S, signal: AbortSignal): AsyncGenerator<z.output<S>>;
}

export function createRestApi({ baseUrl, fetch, readMs = 15_000 }: RestOptions): RestApi {
  const api = ky.create({
    prefixUrl: baseUrl,
    credentials: 'same-origin',
    // Reads only; a write is repeated by the store, with its key. What asks to be left alone for a while is not repeated here.
    retry: { limit: 1, methods: ['get'], statusCodes: [500, 502, 503, 504], afterStatusCodes: [], delay: () => 300 },
    timeout: readMs,
    async fetch(input) {
      const request = input as Request;
      try {
        // A host's own fetch may not listen to the signal; whoever leaves must not wait for it.
        return await orAbort((fetch ?? globalThis.fetch)(request), request.signal);
      } catch (error) {
        throw error instanceof TypeError ? new LicensingError('offline', error.message) : error;
      }
    },
  });

  async function* stream(path: string, options: Options & { signal: AbortSignal }): AsyncGenerator<string> {
    try {
      const { body } = await api(path, options);
      if (!body) throw new LicensingError('unexpected-shape', 'the answer has no body');
      yield* lines(body, IDLE_MS, options.signal);
    } catch (error) {
      throw await toLicensingError(error, options.signal);
    }
  }

  async function whole(path: string, signal: AbortSignal, options?: Options): Promise<string> {
    const limited = AbortSignal.any([signal, AbortSignal.timeout(options?.timeout ?? readMs)]);
    try {
      return await orAbort(api(path, { ...options, signal: limited }).text(), limited);
    } catch (error) {
      throw await toLicensingError(error, signal);
    }
  }

  return {
    read: async (path, shape, signal, options) => parse(await whole(path, signal, options), shape),
    send: async (path, signal, options) => void (await whole(path, signal, options)),
    stream,
    async *events(path, shape, signal) {
      for await (const line of stream(path, { timeout: IDLE_MS, signal })) {
        if (line.startsWith('data:')) yield parse(line.slice(5), shape);
      }
    },
  };
}

/**
 * The outcomes of a write that answers line by line, one for each key, in any order.
 * @param read an outcome with its key from a line; null when it is the last line
 */
export async function* outcomes<T>(
  answer: AsyncIterable<string>,
  keys: Iterable<string>,
  read: (line: string) => readonly [key: string, outcome: T] | null,
): AsyncGenerator<T> {
  const open = new Set(keys);
  for await (const line of answer) {
    const outcome = read(line);
    if (!outcome) {
      if (open.size) throw new LicensingError('unexpected-shape', `${open.size} items have no outcome`);
      return;
    }
    if (!open.delete(outcome[0])) throw new LicensingError('unexpected-shape', `key: ${outcome[0].slice(0, 99)} was not open`);
    yield outcome[1];
  }
  throw new LicensingError('offline', 'the answer was cut');
}
