import type { TextKey } from '../text/text.ts';

/** How the session of this browser ended, as far as the host tells. */
export interface SessionEnd {
  readonly method: 'log-out' | 'terminated' | 'expired' | 'limit' | 'deactivated';
  /** What the administrator who ended it wants to be told. */
  readonly reason: string | null;
}

export const endTexts: Readonly<Record<SessionEnd['method'], TextKey>> = {
  'log-out': 'end.logOut',
  terminated: 'end.terminated',
  expired: 'end.expired',
  limit: 'end.limit',
  deactivated: 'end.deactivated',
};

/** Null for what is no end, or one in words this shell does not know. */
export function readSessionEnd(value: unknown): SessionEnd | null {
  if (typeof value !== 'object' || value === null) return null;
  const { method, reason } = value as Readonly<Record<string, unknown>>;
  if (typeof method !== 'string' || !Object.hasOwn(endTexts, method)) return null;
  return { method: method as SessionEnd['method'], reason: typeof reason === 'string' && reason.trim() !== '' ? reason : null };
}

/** What a refusal (401) says of the session it was asked with. Reads the body. */
export async function endOf(refusal: Response): Promise<SessionEnd | null> {
  try {
    const problem: unknown = await refusal.json();
    return readSessionEnd((problem as { readonly ended?: unknown } | null)?.ended);
  } catch {
    return null;
  }
}
