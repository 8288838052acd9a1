import type { LicensingErrorCode } from '../../licensing/errors.ts';
import type { SessionEnd } from '../../licensing/session.ts';
import type { EndItem, EndRun, SessionRow } from './session-manager.state.ts';

/** A line of the ledger while it is written. */
export interface Line extends EndItem {
  readonly reason: string | null;
  readonly retryable: boolean;
  /** Why nobody asks for its outcome any more; null = somebody does. */
  readonly givenUp: LicensingErrorCode | null;
}

export type Result = Pick<Line, 'outcome'> & Partial<Pick<Line, 'effect' | 'code' | 'end' | 'retryable' | 'givenUp'>>;

type Bucket = 'ended' | 'ending' | 'skipped' | 'failed' | 'notAttempted' | 'unknown';

/** Every session of an ending with exactly one outcome, and how many there are of each: the sum is the number of lines, always. */
export class EndLedger {
  readonly #lines = new Map<string, Line>();
  readonly #counts: Record<Bucket, number> = { ended: 0, ending: 0, skipped: 0, failed: 0, notAttempted: 0, unknown: 0 };
  #retryable = 0;

  get(id: string): Line | undefined {
    return this.#lines.get(id);
  }

  /** Writes down a session to be ended, `not-attempted` so far; one that is written down already starts anew. */
  add({ id, userName, login }: Pick<SessionRow, 'id' | 'userName' | 'login'>, reason: string | null): void {
    this.#write({ id, userName, login, reason, ...plain, outcome: 'not-attempted' });
  }

  /** What became of a session. */
  set(id: string, result: Result): void {
    const line = this.#lines.get(id);
    if (line) this.#write({ ...line, ...plain, ...result });
  }

  /** What became of a session that is over. Says whether that was news. */
  settle(id: string, end: SessionEnd | null): boolean {
    const line = this.#lines.get(id);
    if (!line || !isOpen(line)) return false;
    // Nobody told whose doing it was, so the end itself has to.
    const ours = line.givenUp === null ? line.outcome === 'applied' : end?.method === 'terminated';
    this.set(id, ours ? { outcome: 'applied', effect: 'ended', end } : { outcome: 'skipped', effect: 'already-ended', end });
    return true;
  }

  /** The host says that the session goes on, though its ending was accepted, or may have been. */
  giveBack(id: string): void {
    const line = this.#lines.get(id);
    if (line && isOpen(line)) this.set(id, { outcome: 'failed', code: line.givenUp ?? 'server', retryable: true });
  }

  failed(): Line[] {
    return [...this.#lines.values()].filter(({ outcome, retryable }) => outcome === 'failed' && retryable);
  }

  items(): readonly EndItem[] {
    return Object.freeze(
      [...this.#lines.values()].map(({ id, userName, login, outcome, effect, code, end }) =>
        Object.freeze({ id, userName, login, outcome, effect, code, end }),
      ),
    );
  }

  run(running: boolean, trouble: LicensingErrorCode | null): EndRun {
    return Object.freeze({ total: this.#lines.size, ...this.#counts, running, canRetry: !running && this.#retryable > 0, trouble });
  }

  #write(line: Line): void {
    const before = this.#lines.get(line.id);
    if (before) this.#count(before, -1);
    this.#lines.set(line.id, line);
    this.#count(line, 1);
  }

  #count(line: Line, by: 1 | -1): void {
    this.#counts[bucketOf(line)] += by;
    if (line.retryable) this.#retryable += by;
  }
}

const plain = { effect: null, code: null, end: null, retryable: false, givenUp: null } as const;

function bucketOf({ outcome, effect }: Line): Bucket {
  switch (outcome) {
    case 'applied':
      return effect === 'ended' ? 'ended' : 'ending';
    case 'not-attempted':
      return 'notAttempted';
    default:
      return outcome;
  }
}

/** Whether its outcome may still be settled by what is heard of it, rather than by the answer to us. */
function isOpen(line: Line): boolean {
  return line.givenUp !== null || bucketOf(line) === 'ending' || line.outcome === 'not-attempted';
}
