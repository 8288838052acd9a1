import { LicensingError } from '../../licensing/errors.ts';
import type { LicensingGateway } from '../../licensing/gateway.ts';
import type { UserLicense } from '../../licensing/license.ts';
import type { ItemOutcome } from '../../licensing/outcome.ts';
import { type BatchItem, type PlannedItem, planItems } from '../../licensing/plan.ts';
import { type Cell, type Effect, changes, decide } from '../../licensing/rules.ts';
import { oneAtATime } from './batches/one-at-a-time.ts';
import { createCreatioApi } from './creatio-api.ts';
import { Refusal, ownWords } from './creatio-errors.ts';
import type { CreatioOptions } from './creatio-options.ts';
import { createDirectory } from './directory.ts';
import { openKept } from './kept/open-kept.ts';
import { knowNothing } from './known.ts';
import { Saves, outcome } from './saves.ts';
import { type UserReading, createUserLicenses } from './user-licenses.ts';
import * as wire from './wire.ts';

/** What a request may carry, as far as we know; nobody has so many packages. */
const MOST_ITEMS = 500;

/** Not everything was saved. `said`: why, in Creatio's own words, of all that was sent together; empty = it did not say. */
interface Refused {
  readonly said: string;
}

/**
 * The gateway for Creatio. Its answer to a write tells nothing of single licenses, and may be an error of one when the others
 * were saved: so a user's licenses are read before and after, and the difference is what happened.
 */
export function createCreatioGateway(options: CreatioOptions): LicensingGateway {
  const { now = Date.now, known = knowNothing() } = options;
  const api = createCreatioApi(options);
  const read = createUserLicenses(api, createDirectory(api, { ...options, known }), now, known);
  const saves = new Saves(openKept(options), now);

  const look = (run: readonly BatchItem[], signal: AbortSignal): Promise<UserReading | null> =>
    read(run[0]!.userId, signal, run.map(({ productId }) => productId));

  /** Null: Creatio says that everything was saved. */
  async function update(items: readonly BatchItem[], signal: AbortSignal): Promise<Refused | null> {
    const licenseItems = JSON.stringify(Object.fromEntries(items.map(({ productId, change }) => [productId, change === 'grant'])));
    try {
      const said = await api.administration('UpdateLicenseInfo', { userId: items[0]!.userId, licenseItems }, wire.updateResult, signal);
      return said ? { said: ownWords(said) } : null;
    } catch (error) {
      // It may have come to some of them before.
      if (error instanceof LicensingError && error.code === 'rejected') return { said: error instanceof Refusal ? error.said : '' };
      throw error;
    }
  }

  /**
   * Brings about what some items of one user want.
   * @param sent what an earlier attempt, whose answer was lost, was to do: what is so by now counts as done by it
   * @param before told what is about to be done
   */
  async function carryOut(
    run: readonly BatchItem[],
    sent: ReadonlyMap<string, Effect>,
    before: (planned: readonly PlannedItem[]) => Promise<void>,
    signal: AbortSignal,
  ): Promise<readonly ItemOutcome[]> {
    const first = await look(run, signal);
    const outcomes: ItemOutcome[] = [];
    const open = run.filter(({ key, productId, change }) => {
      const license = licenseOf(first, productId);
      const effect = sent.get(key);
      if (!license) outcomes.push(outcome(key, null, 'not-found'));
      else if (effect && isSo(change, license)) outcomes.push(outcome(key, effect, null, license.seats));
      else return true;
      return false;
    });
    if (!first || !open.length) return outcomes;
    const planned = planItems(open, {
      user: () => first.user,
      product: (productId) => cellOf(first, licenseOf(first, productId)!),
      held: (_, productId) => licenseOf(first, productId)?.assignment?.source ?? null,
    }).items;
    const todo = planned.filter(({ effect }) => changes(effect));
    let last = first;
    let refused: Refused | null = null;
    if (todo.length) {
      await before(todo);
      refused = await update(todo, signal);
      last = (await look(run, signal)) ?? first;
      if (refused && !last.mayChange) throw new LicensingError('forbidden', refused.said);
    }
    return [...outcomes, ...planned.map((item) => endOf(item, last, refused))];
  }

  return {
    capabilities: async () => ({ events: false, maxBatchItems: MOST_ITEMS }),

    userLicenses: async (userId, signal) => {
      const reading = await read(userId, signal);
      if (!reading) throw new LicensingError('not-found', 'there is no such user');
      return { user: reading.user, licenses: reading.licenses };
    },

    async *applyBatch(batch, signal) {
      for (const run of runsOf(batch.items)) {
        // In whatever tab, so that of two who grant the same only one is told that it was granted.
        yield* await oneAtATime(`of user ${run[0]!.userId}`, async () => {
          const { sent, done } = await saves.read(batch);
          const open = run.filter(({ key }) => !done.has(key));
          if (open.length) {
            const before = (planned: readonly PlannedItem[]): Promise<void> =>
              saves.write(batch, { done, sent: new Map([...sent, ...planned.map(({ key, effect }) => [key, effect] as const)]) });
            const outcomes = await carryOut(open, sent, before, signal);
            await saves.write(batch, { sent, done: new Map([...done, ...outcomes.map((one) => [one.key, one] as const)]) });
          }
          const { done: all } = await saves.read(batch);
          return run.map(({ key }) => all.get(key)!);
        }, signal);
      }
    },

    // No channel for licenses is known: whoever wants to know asks again.
    async *events() {
      throw new LicensingError('rejected', 'Creatio pushes nothing');
    },
  };
}

/**
 * Neighbouring items that one write can bring about: of one user, no product twice, and the second half of a swap after the
 * first has really been done.
 */
function runsOf(items: readonly BatchItem[]): BatchItem[][] {
  const runs: BatchItem[][] = [];
  for (const item of items) {
    const run = runs.at(-1);
    const fits = run?.every(({ userId, productId }) => userId === item.userId && productId !== item.productId && productId !== item.ifHolds);
    if (fits) run!.push(item);
    else runs.push([item]);
  }
  return runs;
}

const licenseOf = (reading: UserReading | null, id: string): UserLicense | undefined => reading?.licenses.find(({ productId }) => productId === id);

const isSo = (change: BatchItem['change'], { assignment }: UserLicense): boolean => (change === 'grant') === !!assignment;

const cellOf = ({ user }: UserReading, { seats, term, assignment }: UserLicense): Cell => ({
  user, seats, termState: term.state, held: assignment?.source ?? null,
});

/** How an item has ended: what was to be changed is what is found changed, and what is not is asked the rules again. */
function endOf({ key, change, productId, effect }: PlannedItem, last: UserReading, refused: Refused | null): ItemOutcome {
  const license = licenseOf(last, productId);
  if (!license) return outcome(key, null, 'not-found');
  const { seats } = license;
  if (!changes(effect) || isSo(change, license)) return outcome(key, effect, null, seats);
  const now = decide(change, cellOf(last, license));
  // Without a word from Creatio somebody else has turned it back.
  return changes(now) ? outcome(key, null, refused ? 'rejected' : 'conflict', seats, refused?.said) : outcome(key, now, null, seats);
}
