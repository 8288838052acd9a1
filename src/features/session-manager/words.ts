import type { SessionEnd } from '../../licensing/session.ts';
import type { Text } from '../../text/messages.ts';
import type { SessionManagerKey } from '../../text/session-manager/en.ts';
import type { Times } from '../../ui/times.ts';
import type { EndItem, EndRun } from './session-manager.state.ts';

export type SessionText = Text<SessionManagerKey>;

/** What is said in place of these where no session is sure to be the administrator's own. */
const unsure: Partial<Record<SessionManagerKey, SessionManagerKey>> = { own: 'maybeOwn', 'own-session': 'maybeOwnWhy', leavesOwn: 'leavesMaybeOwn' };

export const unsureOf = (text: SessionText): SessionText => (key, args) => text(unsure[key] ?? key, args);

/** Such as "Logged out at 10:42", or "Ended by Ivan Petrenko at 10:42". */
export function endWords({ method, by, at }: SessionEnd, text: SessionText, { moment }: Times): string {
  const key = method === 'terminated' && by === null ? 'end-terminated-by-nobody' : `end-${method}`;
  return text(key as SessionManagerKey, { by: by ?? '', time: moment(at) });
}

/** Why an item of an ending came out as it did; empty when its outcome says all. */
export function itemRemark({ code, effect, end }: EndItem, text: SessionText, times: Times): string {
  if (code) return text(code);
  if (effect === 'own-session') return text('own-session');
  return end ? endWords(end, text, times) : '';
}

/** What the outcome of an item reads as. */
export function itemKey({ outcome, effect }: EndItem): `item-${string}` & SessionManagerKey {
  return `item-${outcome === 'applied' || outcome === 'skipped' ? (effect ?? 'ended') : outcome}`;
}

/** What an ending came to, in one sentence. */
export function runSummary(run: EndRun, ledger: readonly EndItem[], text: SessionText): string {
  const own = run.skipped ? ledger.filter(({ effect }) => effect === 'own-session').length : 0;
  const { ended, ending, skipped, failed, notAttempted, unknown } = run;
  return text('summary', { ended, ending, skipped: skipped - own, own, failed, notAttempted, unknown });
}
