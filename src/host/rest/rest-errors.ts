import { HTTPError } from 'ky';
import { LicensingError, type LicensingErrorCode } from '../../licensing/errors.ts';
import { problem } from './wire.ts';

const byStatus: Record<number, LicensingErrorCode> = {
  401: 'signed-out',
  403: 'forbidden',
  404: 'not-found',
  408: 'timeout',
  409: 'conflict',
  429: 'rate-limited',
};

/** Turns whatever a request threw into one of ours. An abort by the caller keeps the signal's own reason. */
export async function toLicensingError(error: unknown, signal: AbortSignal): Promise<unknown> {
  if (signal.aborted) return signal.reason;
  if (error instanceof LicensingError) return error;
  if (error instanceof HTTPError) return fromAnswer(error.response);
  // ky's and the platform's have one name.
  if (error instanceof Error && error.name === 'TimeoutError') return new LicensingError('timeout');
  // An answer that is no JSON or of another shape, or a host's own fetch that did something else than answer.
  return new LicensingError('unexpected-shape', String(error).slice(0, 200));
}

async function fromAnswer(response: Response): Promise<LicensingError> {
  const { status, headers } = response;
  const said = problem.safeParse(await response.json().catch(() => null));
  const wait = Number(headers.get('retry-after') ?? NaN);
  return new LicensingError(
    said.success ? said.data.code : (byStatus[status] ?? (status < 500 ? 'rejected' : 'server')),
    said.success ? (said.data.detail ?? said.data.title) : `HTTP ${status}`,
    Number.isFinite(wait) ? wait : null,
  );
}
