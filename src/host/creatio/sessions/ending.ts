import { LicensingError } from '../../../licensing/errors.ts';
import type { EndBatch, EndOutcome, SessionStatus } from '../../../licensing/session-gateway.ts';
import { decideEnd } from '../../../licensing/session.ts';
import { orAbort } from '../../or-abort.ts';
import type { Condition } from '../select-query.ts';
import { terminated } from '../wire.ts';
import { type ActiveOf, isActive } from './active.ts';
import { type EndRow, endColumns, endOf, endRow, ownAmong } from './rows.ts';

/** Each is a call of its own; all are looked up in one. */
export const MAX_END = 100;
/** Calls at a time. */
const AT_A_TIME = 4;

export interface Endings {
  lookUp(ids: readonly string[], signal: AbortSignal): Promise<readonly SessionStatus[]>;
  end(batch: EndBatch, signal: AbortSignal): AsyncGenerator<EndOutcome>;
}

/** Creatio keeps no batches, so they are known here while the page lives. */
export function createEndings({ api, userId, agent, timeZone, accepted }: Omit<ActiveOf, 'now'>): Endings {
  const batches = new Map<string, { readonly content: string; readonly settled: Map<string, EndOutcome> }>();

  /** By id, those of some ids and whatever else is meant. */
  async function read(ids: readonly string[], signal: AbortSignal, ...others: readonly Condition[]): Promise<ReadonlyMap<string, EndRow>> {
    const values = ids.filter((id) => /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(id)).map((value) => ({ type: 'guid', value }) as const);
    const of: Condition[] = [...(values.length ? [{ kind: 'in', path: 'Id', values } as const] : []), ...others];
    const rows = of.length ? await api.select({ schema: 'SysUserSession', columns: endColumns, where: [{ kind: 'any', of }] }, endRow, signal) : [];
    return new Map(rows.map((row) => [row.Id, row]));
  }

  /** What the host says; whatever else becomes of the call, reading again has to tell. */
  async function terminate(recordId: string, signal: AbortSignal): Promise<1 | -1 | LicensingError> {
    try {
      return await api.administration('TerminateSession', { recordId }, terminated, signal);
    } catch (error) {
      if (error instanceof LicensingError) return error;
      throw error;
    }
  }

  /** What became of one that the host refused to end, or whose answer was lost. Throws when nobody knows. */
  function told(sessionId: string, row: EndRow | undefined, answer: -1 | LicensingError): EndOutcome {
    if (!row) return failed(sessionId, 'not-found');
    const end = endOf(row, timeZone());
    const isLost = answer instanceof LicensingError;
    if (end) return isLost && end.method === 'terminated' ? { ...nothing(sessionId), outcome: 'applied', effect: 'ended', end } : { ...nothing(sessionId), outcome: 'skipped', effect: 'already-ended', end };
    if (!isLost) return { ...failed(sessionId, 'rejected'), retryable: true };
    if (answer.code === 'rejected' || answer.code === 'forbidden') return failed(sessionId, answer.code);
    throw answer;
  }

  /** Outcomes as they come, of sessions that go on. */
  async function* terminateAll(sessionIds: readonly string[], signal: AbortSignal): AsyncGenerator<EndOutcome> {
    for (let from = 0; from < sessionIds.length; from += AT_A_TIME) {
      const some = sessionIds.slice(from, from + AT_A_TIME);
      const answers = await Promise.all(some.map((id) => terminate(id, signal)));
      const unclear: [string, -1 | LicensingError][] = [];
      await accepted.add(some.filter((_, index) => answers[index] === 1));
      for (const [index, id] of some.entries()) {
        const answer = answers[index]!;
        if (answer !== 1) unclear.push([id, answer]);
        else yield { ...nothing(id), outcome: 'applied', effect: 'ending' };
      }
      if (!unclear.length) continue;
      const after = await read(unclear.map(([id]) => id), signal);
      for (const [id, answer] of unclear) yield told(id, after.get(id), answer);
    }
  }

  /** Outcomes of sessions that have none yet. */
  async function* carryOut(sessionIds: readonly string[], signal: AbortSignal): AsyncGenerator<EndOutcome> {
    const mine: Condition = { kind: 'compare', path: 'SysUser', by: '=', value: { type: 'guid', value: userId } };
    const before = await read(sessionIds, signal, { kind: 'all', of: [mine, isActive] });
    const own = ownAmong([...before.values()].filter(({ End }) => !End), userId, agent);
    const toEnd: string[] = [];
    for (const id of sessionIds) {
      const row = before.get(id);
      const decided = decideEnd({ ended: !!row?.End, own: own.has(id) });
      if (!row) yield failed(id, 'not-found');
      else if (decided === 'end') toEnd.push(id);
      else yield { ...nothing(id), outcome: 'skipped', effect: decided, end: endOf(row, timeZone()) };
    }
    yield* terminateAll(toEnd, signal);
  }

  return {
    async lookUp(ids, signal) {
      const [rows, isEnding] = await Promise.all([read(ids, signal), orAbort(accepted.read(), signal)]);
      return ids.map((id): SessionStatus => {
        const row = rows.get(id);
        const end = row ? endOf(row, timeZone()) : null;
        return { id, state: !row ? 'unknown' : end ? 'ended' : isEnding(id) ? 'ending' : 'active', end };
      });
    },

    async *end({ id, sessionIds }, signal) {
      const content = JSON.stringify(sessionIds);
      const batch = batches.get(id) ?? { content, settled: new Map<string, EndOutcome>() };
      if (batch.content !== content) throw new LicensingError('conflict', 'this batch was sent with other sessions');
      if (sessionIds.length > MAX_END) throw new LicensingError('rejected', 'too many sessions');
      batches.set(id, batch);
      const { settled } = batch;
      yield* [...settled.values()];
      const open = sessionIds.filter((sessionId) => !settled.has(sessionId));
      if (!open.length) return;
      for await (const outcome of carryOut(open, signal)) {
        settled.set(outcome.sessionId, outcome);
        yield outcome;
      }
    },
  };
}

const nothing = (sessionId: string) => ({ sessionId, effect: null, code: null, retryable: false, end: null }) as const;
const failed = (sessionId: string, code: LicensingError['code']): EndOutcome => ({ ...nothing(sessionId), outcome: 'failed', code });
