import type { EndBatch, EndedSort, Page, PageQuery } from '../../licensing/session-gateway.ts';
import type { EndedSession } from '../../licensing/session.ts';
import type { EndItem, EndPreview, EndScope, PolicyState, SessionManagerState } from './session-manager.state.ts';

/** Anything that can be subscribed to, the current value first. */
interface Told<T> {
  subscribe(next: (value: T) => void): { unsubscribe(): void };
}

/** What the elements ask of the store of active sessions. */
export interface SessionManagerVerbs {
  readonly state$: Told<SessionManagerState>;
  /** Asks again at once whatever waits to be asked again. */
  retry(): void;
  /** Reads all anew, such as when rights may have changed. */
  reload(): void;
  /** Holds live changes back, or lets those that wait in. */
  pause(on: boolean): void;
  preview(scope: EndScope): EndPreview;
  /** Carries a confirmed ending out; resolves when every session has its outcome. Never rejects. */
  end(preview: EndPreview, reason: EndBatch['reason']): Promise<void>;
  retryFailed(): Promise<void>;
  /** Finishes what was sent; the rest is not attempted. */
  stop(): void;
  /** Puts the result of the last ending away. */
  dismiss(): void;
  /** Every session of the last ending, in the order asked for. */
  ledger(): readonly EndItem[];
  ended(query: PageQuery<EndedSort>, signal: AbortSignal): Promise<Page<EndedSession>>;
  dispose(): void;
}

/** What the elements ask of the store of the policy. */
export interface PolicyVerbs {
  readonly state$: Told<PolicyState>;
  retry(): void;
  /** Asks how many sessions would end now; the answer arrives in the state. A later call supersedes. */
  ask(minutes: number): void;
  /** Null: sessions never expire. Resolves when it is saved or could not be; never rejects. */
  save(idleMinutes: number | null): Promise<void>;
  dispose(): void;
}
