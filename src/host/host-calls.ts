import type { HostOperation, HostServices } from './host-services.ts';

export interface CallTrouble {
  /** A function we can't do without failed: the sentence says which and how. */
  stop(sentence: string): void;
  /** An optional function failed and from now on counts as absent. */
  drop(name: 'confirm' | 'notify'): void;
}

/**
 * The host's functions, made safe to call. One that fails when called never takes the view down: without `can` the
 * view can't go on and says so; `confirm` and `notify` are dropped, so that the view asks and tells by itself.
 */
export function guardCalls(host: HostServices, { stop, drop }: CallTrouble): HostServices {
  const { fetch, confirm, notify, pending, remember, signedOut, now } = host;
  return {
    ...host,
    can: async (operation: HostOperation) => {
      const allowed: unknown = await attempt(() => host.can(operation), (error) => {
        stop(`License administration can't go on: the host's \`can\` failed${reason(error)}.`);
        return false;
      });
      if (typeof allowed === 'boolean') return allowed;
      stop(`License administration can't go on: the host's \`can\` answers ${kind(allowed)}, not true or false.`);
      return false;
    },
    ...(fetch && {
      // Its rejections are the gateway's to tell apart: mostly they mean that the network is down.
      fetch: async (request: Request) => {
        const answer: unknown = await fetch(request);
        if (isResponse(answer)) return answer;
        stop(`License administration can't go on: the host's \`fetch\` answers ${kind(answer)}, not a Response.`);
        throw new TypeError('The host answered no Response');
      },
    }),
    ...(confirm && {
      // Nothing is confirmed that nobody was asked about; the next question is the view's own.
      confirm: async (request) => (await attempt(() => confirm(request), () => drop('confirm'))) === true,
    }),
    ...(notify && { notify: (message) => void attempt(() => notify(message), () => drop('notify')) }),
    ...(pending && { pending: (is) => void attempt(() => pending(is), () => {}) }),
    ...(remember && { remember: (text) => void attempt(() => remember(text), () => {}) }),
    ...(signedOut && { signedOut: async () => signedOut() }),
    ...(now && { now: () => safeNow(now) }),
  };
}

/** Calls a function that may throw or reject, and may answer at once or later. */
export async function attempt<T, F>(call: () => T, otherwise: (error: unknown) => F): Promise<Awaited<T> | F> {
  try {
    return await call();
  } catch (error) {
    return otherwise(error);
  }
}

function safeNow(now: () => number): number {
  try {
    const time = now();
    if (Number.isFinite(time)) return time;
  } catch {
    // A wrong clock is no reason to stop: the browser has one.
  }
  return Date.now();
}

/** By what it has rather than by its class, because a Response may come from another frame. */
function isResponse(answer: unknown): answer is Response {
  const { status, headers } = (answer ?? {}) as Partial<Response>;
  return typeof status === 'number' && typeof headers?.get === 'function';
}

const kind = (value: unknown): string => (value === null || value === undefined ? 'nothing' : `a value of type ${typeof value}`);
const reason = (error: unknown): string => (error instanceof Error && error.message ? ` (${error.message.slice(0, 99)})` : '');
