import * as z from 'zod/mini';
import type { Person, SavedSet, Selection, SelectionSource } from '../../licensing/bulk.ts';
import type { BulkCapabilities, BulkGateway } from '../../licensing/bulk-gateway.ts';
import { LicensingError } from '../../licensing/errors.ts';
import type { AssignmentSource, LicensedUser } from '../../licensing/license.ts';
import { newId } from '../../licensing/new-id.ts';
import { fewAtATime } from '../few-at-a-time.ts';
import type { PlannedWork } from './batch-journal.ts';
import { type Directory, type Holders, sortByName } from './directory.ts';
import { readOfToday, sweep } from './kept/day-old.ts';
import type { Kept } from './kept/kept.ts';
import type { Condition } from './select-query.ts';
import { AT_A_TIME, active, naming } from './users.ts';
import { guid } from './wire.ts';

export type Choosing = Pick<PlannedWork, 'selected'> &
  Pick<BulkGateway, 'products' | 'findUsers' | 'lookUp' | 'select' | 'population' | 'savedSets' | 'saveSet' | 'deleteSet'>;

export interface ChoosingOptions {
  readonly directory: Directory;
  readonly kept: Kept;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

export const chooses = { maxLookup: 2_000, maxSelection: 110_000, savedSets: true } as const satisfies Partial<BulkCapabilities>;

/** How many users a type-ahead offers. */
const OFFERED = 10;
/** How long a reading that was given up can be gone on with, in milliseconds. */
const UNFINISHED_MS = 30_000;
const MOST_SETS = 200;
const MOST_NAME = 100;

const ids = z.readonly(z.array(z.string()));
const keptSelection = z.object({ at: z.number(), userIds: ids });
const keptSet = z.object({ name: z.string(), savedAt: z.number(), userIds: ids });

/** Who is meant. Creatio keeps neither selections nor sets: they are in this browser. */
export function createChoosing({ directory, kept, now }: ChoosingOptions): Choosing {
  let swept = false;
  let unfinished: { readonly of: string; readonly at: number; readonly users: ReadonlyMap<string, LicensedUser>; readonly holders: Map<string, Holders> } | undefined;

  const select = async (userIds: readonly string[], signal: AbortSignal): Promise<Selection> => {
    const { length: count } = userIds;
    if (!count) throw new LicensingError('rejected', 'none of those asked for exists');
    tooMany(count);
    if (!swept) {
      swept = true;
      await sweep(kept, 'selections', now());
    }
    // A selection is what a task begins with: it knows of all that was bought until then.
    await directory.packages(signal, true);
    const selection = { id: newId(), count, at: now() };
    await kept.update('selections', selection.id, () => ({ at: selection.at, userIds }));
    return selection;
  };

  const selectUsers = async (asked: readonly string[], signal: AbortSignal): Promise<Selection & { unknown: string[] }> => {
    const wanted = new Map(asked.map((id) => [id.toLowerCase(), id]));
    tooMany(wanted.size);
    const users = await directory.usersOf([...wanted.keys()].filter((id) => guid.safeParse(id).success), signal);
    const there = [...wanted.keys()].filter((id) => users.has(id));
    return { ...(await select(there, signal)), unknown: [...wanted].flatMap(([id, written]) => (users.has(id) ? [] : [written])) };
  };

  const holding = async (packageId: string, signal: AbortSignal): Promise<Holders['sources']> => {
    if (await unknownPackage(directory, [packageId], signal)) throw new LicensingError('not-found', 'there is no such license package');
    return (await directory.holders(packageId, signal)).sources;
  };

  const matching = async ({ search, filters }: SelectionSource & { kind: 'matching' }, signal: AbortSignal): Promise<string[]> => {
    const where: Condition[] = naming(search);
    const held: Holders['sources'][] = [];
    for (const filter of new Set(filters)) {
      const [, packageId] = /^holds:(.+)$/.exec(filter) ?? [];
      if (filter === 'active' || filter === 'inactive') where.push(active(filter === 'active'));
      else if (packageId && guid.safeParse(packageId).success) held.push(await holding(packageId.toLowerCase(), signal));
      else throw new LicensingError('rejected', `filters: there is no ${filter.slice(0, 60)}`);
    }
    const users = [...(await directory.users(signal, where)).values()];
    return inOrder(users.filter(({ id }) => held.every((sources) => sources.has(id)))).map(({ id }) => id);
  };

  const choosing: Choosing = {
    products: (signal) => directory.products(signal),

    findUsers: (search, signal) => directory.findUsers(search, OFFERED, signal),

    async lookUp(terms, signal) {
      if (terms.length > chooses.maxLookup) throw new LicensingError('rejected', `terms: at most ${chooses.maxLookup}`);
      const users = inOrder([...(await directory.usersNamed(terms.map((term) => term.trim()), signal)).values()]);
      const answering = new Map<string, LicensedUser[]>();
      for (const user of users) {
        for (const name of new Set([user.login.toLowerCase(), user.email?.toLowerCase()])) {
          if (name) answering.set(name, [...(answering.get(name) ?? []), user]);
        }
      }
      return terms.map((term) => ({ term, users: answering.get(term.trim().toLowerCase()) ?? [] }));
    },

    async select(source, signal) {
      switch (source.kind) {
        case 'users':
          return selectUsers(source.userIds, signal);
        case 'matching':
          return { ...(await select(await matching(source, signal), signal)), unknown: [] };
        case 'holders': {
          const sources = [...(await holding(source.productId.toLowerCase(), signal)).keys()];
          const users = await directory.usersOf(sources, signal);
          return { ...(await select(inOrder([...users.values()]).map(({ id }) => id), signal)), unknown: sources.filter((id) => !users.has(id)) };
        }
        case 'saved': {
          const { success, data } = keptSet.safeParse(await kept.read('sets', source.setId));
          if (!success) throw new LicensingError('not-found', 'this browser does not know of this set');
          return selectUsers(data.userIds, signal);
        }
      }
    },

    selected: async (selectionId) => (await readOfToday(kept, 'selections', selectionId, keptSelection, now())).userIds,

    async population(selectionId, signal) {
      const { at, userIds } = await readOfToday(kept, 'selections', selectionId, keptSelection, now());
      const packages = await directory.packages(signal);
      const fresh = unfinished?.of === selectionId && now() - unfinished.at < UNFINISHED_MS ? unfinished : null;
      const reading = (unfinished = fresh ?? { of: selectionId, at: now(), users: await directory.users(signal), holders: new Map<string, Holders>() });
      const unread = [...packages.keys()].filter((id) => !reading.holders.has(id));
      await fewAtATime(unread, AT_A_TIME, async (id) => void reading.holders.set(id, await directory.holders(id, signal)));
      unfinished = undefined;

      const people = userIds.map((id): Person & { held: Record<string, AssignmentSource> } => {
        const user = reading.users.get(id);
        if (!user) throw new LicensingError('conflict', 'some of the selected do not exist any more: select again');
        return { ...user, lastActivity: null, roles: [], sessions: 0, held: {} };
      });
      const byId = new Map(people.map((person) => [person.id, person]));
      const heldBy: Record<string, number> = {};
      for (const [packageId, { sources }] of reading.holders) {
        let count = 0;
        for (const [userId, source] of sources) {
          const person = byId.get(userId);
          if (!person) continue;
          person.held[packageId] = source;
          count++;
        }
        heldBy[packageId] = count;
      }
      const products = sortByName([...reading.holders.values()].map((holders) => directory.productOf(holders, reading.users)));
      return { selection: { id: selectionId, count: userIds.length, at }, people, heldBy, roles: [], products };
    },

    async savedSets() {
      const all = await kept.list('sets');
      const sets = all.flatMap(({ key, value }) => {
        const { success, data } = keptSet.safeParse(value);
        return success ? [toSavedSet(key, data)] : [];
      });
      return inOrder(sets);
    },

    async saveSet({ id, name, selectionId }) {
      const wrong = !guid.safeParse(id).success ? 'id' : !name.trim() || name.trim().length > MOST_NAME ? 'name' : null;
      if (wrong) throw new LicensingError('rejected', `${wrong}: of a set`);
      const userIds = await choosing.selected(selectionId);
      const others = (await kept.list('sets')).filter(({ key }) => key !== id);
      if (others.length >= MOST_SETS) throw new LicensingError('rejected', `at most ${MOST_SETS} sets: delete some first`);
      const set = { name: name.trim(), savedAt: now(), userIds };
      await kept.update('sets', id, () => set);
      return toSavedSet(id, set);
    },

    async deleteSet(id) {
      await kept.update('sets', id, () => undefined);
    },
  };
  return choosing;
}

function tooMany(count: number): void {
  if (count > chooses.maxSelection) throw new LicensingError('rejected', `${count} people: at most ${chooses.maxSelection}`);
}

const toSavedSet = (id: string, { name, savedAt, userIds }: Readonly<z.output<typeof keptSet>>): SavedSet => ({ id, name, count: userIds.length, savedAt });

/** As lists have them. */
function inOrder<T extends { readonly id: string; readonly name: string }>(items: readonly T[]): T[] {
  const keyed = items.map((item) => ({ item, key: item.name.toLowerCase() }));
  return keyed.sort((a, b) => compare(a.key, b.key) || compare(a.item.id, b.item.id)).map(({ item }) => item);
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** One of some ids that is no package's; undefined = all are. What was bought just now is known too. */
export async function unknownPackage(directory: Directory, ids: readonly string[], signal: AbortSignal): Promise<string | undefined> {
  const of = (packages: ReadonlyMap<string, unknown>): string | undefined => ids.find((id) => !packages.has(id));
  return of(await directory.packages(signal)) && of(await directory.packages(signal, true));
}
