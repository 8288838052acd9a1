import type { RunState } from '../../../../src/features/grant-recall/grant-recall.state.ts';
import type { BatchSummary } from '../../../../src/licensing/bulk-gateway.ts';
import type { ViewContext } from '../../../../src/ui/view-context.ts';

export const NOW = Date.parse('2026-11-21T12:00:00Z');

export const context: ViewContext = { locale: 'en', timeZone: 'UTC', direction: 'ltr', theme: 'light', now: () => NOW };

const summary: BatchSummary = {
  id: 'b1', by: { id: 'me', name: 'Me' }, createdAt: NOW, endedAt: null, stopped: false, total: 120,
  tally: { applied: 0, skipped: 0, failed: 0, 'not-attempted': 120, unknown: 0 }, effects: {}, codes: {}, running: false, drift: 0, people: 120,
  products: [{ id: 'p1', name: 'Creatio', change: 'grant' }], person: null, undoes: null, undoneBy: null,
};

export type Standing = Partial<Omit<RunState, 'summary'>> & { readonly summary?: Partial<BatchSummary> };

/** How a run of 120 items may stand: of each, what was told of it. */
export function standing({ summary: about, ...rest }: Standing): RunState {
  const told = { ...summary, ...about };
  const { applied, skipped, failed } = told.tally;
  return { phase: 'running', done: applied + skipped + failed, rate: null, secondsLeft: null, trouble: null, seats: new Map(), ...rest, summary: told };
}

const tallied = (applied: number, skipped: number, failed: number, unknown: number): BatchSummary['tally'] => ({
  applied, skipped, failed, unknown, 'not-attempted': 120 - applied - skipped - failed - unknown,
});

const underWay: Partial<BatchSummary> = {
  tally: tallied(30, 5, 2, 20), effects: { grant: 30, 'already-held': 5 }, codes: { server: 1, rejected: 1 },
};

/** Every state that an administrator may see. */
export const states: Readonly<Record<string, RunState>> = {
  fresh: standing({ phase: 'interrupted' }),
  running: standing({ summary: underWay, rate: 1_240.4, secondsLeft: 18 }),
  'waiting for the server': standing({ summary: underWay, trouble: { code: 'offline', until: NOW + 5_000 } }),
  settling: standing({ phase: 'settling', summary: { ...underWay, tally: tallied(30, 5, 2, 2) } }),
  interrupted: standing({ phase: 'interrupted', summary: { ...underWay, tally: tallied(31, 5, 2, 0) } }),
  pausing: standing({ phase: 'pausing', summary: underWay }),
  paused: standing({ phase: 'paused', summary: { ...underWay, tally: tallied(30, 5, 2, 0) } }),
  stopping: standing({ phase: 'stopping', summary: underWay }),
  'signed out': standing({ phase: 'lost', summary: underWay, trouble: { code: 'signed-out', until: null } }),
  forbidden: standing({ phase: 'lost', summary: underWay, trouble: { code: 'forbidden', until: null } }),
  elsewhere: standing({ phase: 'elsewhere', summary: underWay }),
  ended: standing({
    phase: 'ended',
    summary: { tally: tallied(112, 5, 3, 0), effects: { grant: 112, 'already-held': 3, 'no-seat': 2 }, codes: { server: 3 }, endedAt: NOW },
  }),
  cancelled: standing({
    phase: 'ended', summary: { tally: tallied(30, 0, 0, 0), effects: { grant: 30 }, stopped: true, endedAt: NOW },
  }),
};
