import * as z from 'zod/mini';

/**
 * drop-request: the connection breaks before the host sees the request. drop-answer: it breaks after the host has done
 * everything. cut-stream: it breaks in the middle of the answer. slow: the host takes `delayMs` longer. garbage: the host
 * does everything, and something in between answers with a page of its own. signed-out: the session ends first.
 */
export const faultKind = z.enum([
  'drop-request', 'drop-answer', 'cut-stream', 'server-error', 'rate-limited', 'signed-out', 'garbage', 'slow',
]);

/** A fault for the next `times` requests to `path`; `*` stands for any one segment of the path, `**` for any rest. */
export const faultRequest = z.object({
  method: z.optional(z.string().check(z.regex(/^[A-Za-z]+$/))),
  path: z.string().check(z.regex(/^\//), z.maxLength(500)),
  kind: faultKind,
  times: z._default(z.int().check(z.gte(1), z.lte(10_000)), 1),
  /** Requests to let pass before the first. */
  skip: z._default(z.int().check(z.gte(0), z.lte(10_000)), 0),
  delayMs: z._default(z.int().check(z.gte(0), z.lte(60_000)), 1500),
  /** Whole lines of a cut stream that still arrive. */
  lines: z._default(z.int().check(z.gte(0), z.lte(100_000)), 1),
});

export type Fault = z.output<typeof faultRequest>;
type Queued = { fault: Fault; skip: number; times: number };

/** Faults waiting for their requests, oldest first. One request meets at most one. */
export class FaultQueue {
  #queued: Queued[] = [];

  add(fault: Fault): void {
    this.#queued.push({ fault, skip: fault.skip, times: fault.times });
  }

  clear(): void {
    this.#queued = [];
  }

  /** What is still to come, for people to look at. */
  list(): readonly Fault[] {
    return this.#queued.map(({ fault, skip, times }) => ({ ...fault, skip, times }));
  }

  /** The fault this request meets, if any. */
  take(method: string, path: string): Fault | null {
    for (const queued of this.#queued) {
      if (!matches(queued.fault, method, path)) continue;
      if (queued.skip > 0) {
        queued.skip--;
        continue;
      }
      if (--queued.times === 0) this.#queued.splice(this.#queued.indexOf(queued), 1);
      return queued.fault;
    }
    return null;
  }
}

function matches(fault: Fault, method: string, path: string): boolean {
  if (fault.method !== undefined && fault.method.toUpperCase() !== method.toUpperCase()) return false;
  const wanted = fault.path.split('/');
  const actual = path.split('/');
  for (const [index, segment] of wanted.entries()) {
    if (segment === '**') return true;
    if (actual[index] === undefined || (segment !== '*' && segment !== actual[index])) return false;
  }
  return wanted.length === actual.length;
}
