import { HTTPError } from 'ky';
import { fromStatus, fromThrown } from '../request-errors.ts';
import { problem } from './wire.ts';

/** Turns whatever a request threw into one of ours. An abort by the caller keeps the signal's own reason. */
export async function toLicensingError(error: unknown, signal: AbortSignal): Promise<unknown> {
  if (!(error instanceof HTTPError) || signal.aborted) return fromThrown(error, signal);
  const { response } = error;
  const { data } = problem.safeParse(await response.json().catch(() => null));
  return data ? fromStatus(response, data.code, data.detail ?? data.title) : fromStatus(response);
}
