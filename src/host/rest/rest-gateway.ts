import ky, { type Options } from 'ky';
import type * as z from 'zod/mini';
import { LicensingError } from '../../licensing/errors.ts';
import type { Capabilities, LicensingEvent, LicensingGateway } from '../../licensing/gateway.ts';
import type { UserLicenses } from '../../licensing/license.ts';
import type { ItemOutcome } from '../../licensing/outcome.ts';
import { lines, orAbort } from './lines.ts';
import { toLicensingError } from './rest-errors.ts';
import * as wire from './wire.ts';

/** Every request this adapter makes. */
const requests = {
  capabilities: () => 'capabilities',
  userLicenses: (userId: string) => `users/${encodeURIComponent(userId)}/licenses`,
  applyBatch: () => 'batches',
  events: (userId: string) => `events?userId=${encodeURIComponent(userId)}`,
};

/** Longest silence of an answer that streams, in milliseconds; the host sends a heartbeat every 15 s. */
const IDLE_MS = 45_000;

export interface RestGatewayOptions {
  /** Where the licensing API answers, such as `/licensing/v1`. */
  readonly baseUrl: string;
  readonly fetch?: ((input: Request) => Promise<Response>) | undefined;
  /** Longest wait for a whole answer, in milliseconds. */
  readonly readMs?: number;
}

/** The gateway for a host that speaks the licensing API. */
export function createRestGateway({ baseUrl, fetch, readMs = 15_000 }: RestGatewayOptions): LicensingGateway {
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

  async function read<S extends Shape>(path: string, shape: S, signal: AbortSignal): Promise<z.output<S>> {
    const limited = AbortSignal.any([signal, AbortSignal.timeout(readMs)]);
    try {
      return parse(await orAbort(api(path, { signal: limited }).text(), limited), shape);
    } catch (error) {
      throw await toLicensingError(error, signal);
    }
  }

  async function* stream(path: string, options: Options & { signal: AbortSignal }): AsyncGenerator<string> {
    try {
      const { body } = await api(path, options);
      if (!body) throw new LicensingError('unexpected-shape', 'the answer has no body');
      yield* lines(body, IDLE_MS, options.signal);
    } catch (error) {
      throw await toLicensingError(error, options.signal);
    }
  }

  return {
    capabilities: (signal): Promise<Capabilities> => read(requests.capabilities(), wire.capabilities, signal),

    async userLicenses(userId, signal): Promise<UserLicenses> {
      const answer = await read(requests.userLicenses(userId), wire.userLicenses, signal);
      // Changing the wrong person's licenses is the worst this screen could do.
      if (answer.user.id !== userId) throw new LicensingError('unexpected-shape', 'user.id: another user than asked for');
      return answer;
    },

    async *applyBatch(batch, signal): AsyncGenerator<ItemOutcome> {
      const open = new Set(batch.items.map((item) => item.key));
      for await (const line of stream(requests.applyBatch(), { method: 'post', json: batch, signal })) {
        const answer = parse(line, wire.batchLine);
        if (answer.line === 'end') {
          if (open.size) throw new LicensingError('unexpected-shape', `${open.size} items have no outcome`);
          return;
        }
        if (!open.delete(answer.key)) throw new LicensingError('unexpected-shape', `key: ${answer.key.slice(0, 99)} was not open`);
        yield { ...answer, retryable: answer.code === 'server' || answer.code === 'conflict' };
      }
      throw new LicensingError('offline', 'the answer was cut');
    },

    async *events(userId, signal): AsyncGenerator<LicensingEvent> {
      for await (const line of stream(requests.events(userId), { timeout: IDLE_MS, signal })) {
        if (line.startsWith('data:')) yield parse(line.slice(5), wire.event);
      }
    },
  };
}

type Shape = z.core.$ZodType & { safeParse(value: unknown): z.core.util.SafeParseResult<unknown> };

/** @throws LicensingError `unexpected-shape`, with the place that is wrong */
function parse<S extends Shape>(text: string, shape: S): z.output<S> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new LicensingError('unexpected-shape', 'no JSON');
  }
  const { data, error } = shape.safeParse(value);
  if (!error) return data as z.output<S>;
  const [{ path, message }] = error.issues as [z.core.$ZodIssue];
  throw new LicensingError('unexpected-shape', `${path.map(String).join('.')}: ${message}`);
}
