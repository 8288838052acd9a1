import type { LicensingErrorCode } from './errors.ts';

export type CheckState = 'passed' | 'failed' | 'warning' | 'absent';

/** What a self-test may find, and what that comes to. One that is not here is an error, and a check that failed. */
export const findings = {
  'base-framework': 'passed',
  'base-net': 'passed',
  'base-none': 'failed',
  'signed-in': 'passed',
  'csrf-read': 'passed',
  'csrf-missing': 'warning',
  'version-known': 'passed',
  'version-old': 'warning',
  'version-untold': 'absent',
  'right-held': 'passed',
  'right-missing': 'warning',
  'right-untold': 'absent',
  'service-own': 'passed',
  'service-twin': 'warning',
  'licenses-read': 'passed',
  'licenses-none': 'warning',
  'holders-read': 'passed',
  'tab-read': 'passed',
  'users-read': 'passed',
  'totals-equal': 'passed',
  'totals-differ': 'warning',
  'source-told': 'passed',
  'source-untold': 'absent',
  'sessions-read': 'passed',
  'rows-whole': 'passed',
  'rows-cut': 'failed',
  'storage-usable': 'passed',
  'storage-refused': 'failed',
  'clock-close': 'passed',
  'clock-off': 'warning',
  'clock-untold': 'absent',
  'kit-whole': 'passed',
  'kit-partly': 'warning',
  /** Something before it failed, so it could not be looked at. */
  'not-reached': 'absent',
} as const satisfies Record<string, CheckState>;

export type Finding = keyof typeof findings | LicensingErrorCode;

/** What is looked at, in this order. */
export const checkIds = [
  'base', 'signed-in', 'csrf', 'version', 'right-licenses', 'right-sessions', 'service', 'licenses', 'holders', 'tab', 'totals', 'source', 'users', 'rows',
  'sessions', 'storage', 'clock', 'kit',
] as const;

export type CheckId = (typeof checkIds)[number];

export interface CheckResult {
  readonly id: CheckId;
  readonly finding: Finding;
  /** What the sentence about the finding says: figures, names of packages and services; never of people. */
  readonly facts: Readonly<Record<string, string | number>>;
  /** The host's own words, or the member of an answer that is missing or of another type. */
  readonly detail: string;
  /** How long it took, in milliseconds. */
  readonly ms: number;
}

/** Looks at what a host answers, and never changes anything. */
export interface SelfTestGateway {
  /** One result for each of `checkIds`, in their order. Rejects with the signal's reason only. */
  checks(signal: AbortSignal): AsyncIterable<CheckResult>;
}

export function stateOf(finding: Finding): CheckState {
  return finding in findings ? findings[finding as keyof typeof findings] : 'failed';
}
