import { LicensingError, type LicensingErrorCode } from './errors.ts';

/** Waits between two attempts of what failed, in milliseconds: doubling from the first to the last. */
export const RETRY_FIRST = 1_000;
export const RETRY_LAST = 30_000;

/** A gateway throws nothing else; what breaks its promise is an answer that we did not understand. */
export function asLicensingError(error: unknown): LicensingError {
  return error instanceof LicensingError ? error : new LicensingError('unexpected-shape', String(error));
}

/** How long to wait before asking again, in milliseconds; `Infinity` = until somebody says so, as asking alone can't help. */
export function retryWait({ code, retryable, retryAfter }: LicensingError, attempt: number, attempts: number): number {
  if (!retryable || (code !== 'offline' && attempt >= attempts)) return Infinity;
  return Math.max((retryAfter ?? 0) * 1000, Math.min(RETRY_FIRST * 2 ** attempt, RETRY_LAST));
}

/** Whether a request was understood and refused, so that nothing of it was or will be done. */
export function isRefusal(code: LicensingErrorCode): boolean {
  return code === 'forbidden' || code === 'not-found' || code === 'conflict' || code === 'rejected';
}
