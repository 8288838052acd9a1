import type { GatewayOptions } from '../gateway-options.ts';
import type { Kept } from './kept/kept.ts';
import type { Known } from './known.ts';

/** `baseUrl`: where the application answers, without `/0`, such as `/` or `https://crm.example.com/sales`. */
export interface CreatioOptions extends GatewayOptions {
  /** What has to outlive the page; default: this browser's storage, of its own for each application and administrator. */
  readonly kept?: Kept;
  /** What other adapters of the page have learned; default: nothing. */
  readonly known?: Known;
  /** Most users in one write; default 500. */
  readonly writeUsers?: number;
  /** What this browser calls itself, by which the administrator's own session is told; default `navigator.userAgent`. */
  readonly agent?: string;
  /** Longest wait for an answer, in milliseconds. */
  readonly readMs?: number;
  /** Waits so many milliseconds, shorter when the signal aborts; default: a timer. */
  readonly pause?: (ms: number, signal: AbortSignal) => Promise<void>;
}
