import { setTimeout as wait } from 'node:timers/promises';
import type { HttpBindings } from '@hono/node-server';
import type { Context, MiddlewareHandler } from 'hono';
import type { Misbehaviour, NetworkSettings } from '../../scenarios/scenarios.ts';
import { breakConnection, cutAnswer } from './break-connection.ts';
import type { Fault, FaultQueue } from './faults.ts';
import { addFailures, withholdItems } from './partial-failure.ts';
import { problemAnswer } from './problem.ts';
import { foreignPage, spoilAnswer } from './spoil.ts';

/** How requests fare on their way to the host and back. Belongs to one server process and may change at any time. */
export interface Conditions {
  network: NetworkSettings;
  misbehaviour: Misbehaviour;
  readonly faults: FaultQueue;
  /** A number from 0 to below 1; decides whether a request is among the unlucky ones. */
  readonly random: () => number;
}

/** The licensing API, and what there is of it in Creatio's words; signing in is neither's. */
const licensing = /^\/licensing\/|^(\/0)?\/(ServiceModel\/(?!AuthService\.)|rest\/|DataService\/)/;

export type EndSession = (request: Request, env: HttpBindings) => Promise<void>;

/**
 * Middleware between the socket and the host's API. Queued faults meet any API request; rates and latency only the
 * licensing and CRM ones, so that a developer can always sign in and turn them off.
 */
export function network(conditions: Conditions, endSession: EndSession): MiddlewareHandler<{ Bindings: HttpBindings }> {
  const requestsOfSession = new Map<string, number>();

  return async (context, next) => {
    const request = context.req.raw;
    const { path, method } = context.req;
    const env = context.env;
    const isLicensing = licensing.test(path);
    const exposed = isLicensing || path.startsWith('/crm/');
    const { network, misbehaviour } = conditions;
    const fault = conditions.faults.take(method, path) ?? (exposed ? chance(network, conditions.random) : null);

    const delay = (exposed ? network.latencyMs : 0) + (fault?.kind === 'slow' ? fault.delayMs : 0);
    if (delay > 0) await wait(delay, undefined, { signal: request.signal }).catch(() => undefined);

    switch (fault?.kind) {
      case 'drop-request':
        return breakConnection(env);
      case 'server-error':
        return problemAnswer(503, 'server', 'The server could not handle the request.');
      case 'rate-limited':
        return problemAnswer(429, 'rate-limited', 'Too many requests.', { 'retry-after': '1' });
      case 'signed-out':
        await endSession(request, env);
        break;
      default:
    }
    if (isLicensing && sessionIsOver(request, misbehaviour)) await endSession(request, env);

    const partial = misbehaviour.failEverySecondItem ? await withholdItems(request) : null;
    if (partial) context.req.raw = partial.request;

    await next();
    if (partial) replace(context, addFailures(context.res, partial));

    switch (fault?.kind) {
      case 'drop-answer':
        await finish(context.res);
        return replace(context, breakConnection(env));
      case 'garbage':
        await finish(context.res);
        return replace(context, foreignPage());
      case 'cut-stream':
        return replace(context, cutAnswer(context.res, isStream(context.res) ? fault.lines : 0, env));
      default:
        if (isLicensing && misbehaviour.malformed) replace(context, await spoilAnswer(context.res));
    }
  };

  /** Counts a session's requests and says when it has had its share. */
  function sessionIsOver(request: Request, { endSessionAfter }: Misbehaviour): boolean {
    const session = request.headers.get('cookie');
    if (endSessionAfter === null || session === null) return false;
    const requests = (requestsOfSession.get(session) ?? 0) + 1;
    if (requests <= endSessionAfter) requestsOfSession.set(session, requests);
    else requestsOfSession.delete(session);
    return requests > endSessionAfter;
  }
}

/** Hono would add the headers of the first answer, such as its length, to the second. */
function replace(context: Context, answer: Response): void {
  context.res = undefined;
  context.res = answer;
}

/** Draws the fault that the rates give a request, if any. */
function chance(rates: NetworkSettings, random: () => number): Pick<Fault, 'kind' | 'delayMs' | 'lines'> | null {
  const draw = (rate: number) => rate > 0 && random() < rate;
  const kind = draw(rates.dropRequestRate)
    ? 'drop-request'
    : draw(rates.errorRate)
      ? 'server-error'
      : draw(rates.dropAnswerRate)
        ? 'drop-answer'
        : null;
  return kind && { kind, delayMs: 0, lines: 0 };
}

/** Lets the host do everything the request asks for. A stream of events has no end to wait for. */
async function finish(answer: Response): Promise<void> {
  if (answer.headers.get('content-type')?.startsWith('text/event-stream')) await answer.body?.cancel();
  else await answer.arrayBuffer();
}

function isStream(answer: Response): boolean {
  return /^(application\/x-ndjson|text\/event-stream)/.test(answer.headers.get('content-type') ?? '');
}
