import type { CheckResult, SelfTestGateway } from '../../../src/licensing/self-test.ts';
import { checkIds } from '../../../src/licensing/self-test.ts';

const good: Record<string, Partial<CheckResult>> = {
  base: { finding: 'base-framework' },
  'signed-in': { finding: 'signed-in' },
  csrf: { finding: 'csrf-read' },
  version: { finding: 'version-known', facts: { version: '8.1.3.6716' } },
  'right-licenses': { finding: 'right-held', facts: { right: 'CanManageLicUsers' } },
  'right-sessions': { finding: 'right-missing', facts: { right: 'CanManageAdministration' } },
  service: { finding: 'service-own' },
  licenses: { finding: 'licenses-read', facts: { packages: 12, terms: 15 } },
  holders: { finding: 'holders-read', facts: { count: 248 } },
  tab: { finding: 'tab-read', facts: { count: 12 } },
  totals: { finding: 'totals-differ', facts: { count: 2, names: 'Sales, Service' } },
  source: { finding: 'source-told' },
  users: { finding: 'users-read', facts: { count: 5104, inactive: 37 } },
  rows: { finding: 'rows-cut', facts: { limit: 5104 } },
  sessions: { finding: 'unexpected-shape', detail: '0.Started: Invalid input' },
  storage: { finding: 'storage-usable' },
  clock: { finding: 'clock-untold' },
  kit: { finding: 'kit-partly', facts: { names: 'FeatureService' } },
};

/** Some of every state. */
export const results: readonly CheckResult[] = checkIds.map((id, index) => ({ id, finding: 'not-reached', facts: {}, detail: '', ms: 7 * index + 3, ...good[id] }));

/** A test that goes on when it is told to. */
export class MemorySelfTest implements SelfTestGateway {
  runs = 0;
  /** How many results there are before it waits; default all. */
  most = Infinity;
  results: readonly CheckResult[] = results;
  /** Thrown after the last result. */
  failure: unknown;
  #go: (() => void) | undefined;

  async *checks(signal: AbortSignal): AsyncGenerator<CheckResult> {
    this.runs++;
    for (const [index, result] of this.results.entries()) {
      if (index >= this.most) await new Promise<void>((resolve) => (this.#go = resolve));
      signal.throwIfAborted();
      yield result;
    }
    if (this.failure !== undefined) throw this.failure;
  }

  go(): void {
    this.most = Infinity;
    this.#go?.();
  }
}
