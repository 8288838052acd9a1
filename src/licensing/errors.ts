/** Everything that can go wrong behind the gateway, as a closed union. */
export type LicensingErrorCode =
  | 'offline'
  | 'timeout'
  | 'signed-out'
  | 'forbidden'
  | 'not-found'
  | 'conflict'
  | 'rejected'
  | 'rate-limited'
  | 'unexpected-shape'
  | 'server';

/** What a gateway throws, and all it throws (an abort by the caller's signal apart). */
export class LicensingError extends Error {
  override readonly name = 'LicensingError';

  constructor(
    readonly code: LicensingErrorCode,
    /** The host's own words or where a shape was wrong; for logs and details, never the headline. */
    readonly detail = '',
    /** Seconds the host asks us to wait; null = it did not say. */
    readonly retryAfter: number | null = null,
  ) {
    super(detail ? `${code}: ${detail}` : code);
  }

  /** Whether the same request may succeed later without anyone changing it. */
  get retryable(): boolean {
    return this.code === 'offline' || this.code === 'timeout' || this.code === 'rate-limited' || this.code === 'server';
  }
}
