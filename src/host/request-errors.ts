import { LicensingError, type LicensingErrorCode } from '../licensing/errors.ts';

const byStatus: Record<number, LicensingErrorCode> = {
  401: 'signed-out',
  403: 'forbidden',
  404: 'not-found',
  408: 'timeout',
  409: 'conflict',
  429: 'rate-limited',
};

/** What an answer means that is not the one asked for, where the host doesn't say it better. */
export function fromStatus(
  { status, headers }: Response,
  code: LicensingErrorCode = byStatus[status] ?? (status < 500 ? 'rejected' : 'server'),
  detail = `HTTP ${status}`,
): LicensingError {
  const wait = Number(headers.get('retry-after') ?? NaN);
  return new LicensingError(code, detail, Number.isFinite(wait) ? wait : null);
}

/** Turns whatever a request threw into one of ours. An abort by the caller keeps the signal's own reason. */
export function fromThrown(error: unknown, signal: AbortSignal): unknown {
  if (signal.aborted) return signal.reason;
  if (error instanceof LicensingError) return error;
  // ky's and the platform's have one name.
  if (error instanceof Error && error.name === 'TimeoutError') return new LicensingError('timeout');
  // An answer that is no JSON or of another shape, or a host's own fetch that did something else than answer.
  return new LicensingError('unexpected-shape', String(error).slice(0, 200));
}
