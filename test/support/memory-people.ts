import type { LicenseProduct, Population, SavedSet, SeatOrder, Selection, SelectionSource } from '../../src/licensing/bulk.ts';
import type { Match } from '../../src/licensing/bulk-gateway.ts';
import type { BulkState } from '../../src/licensing/bulk-plan.ts';
import { LicensingError } from '../../src/licensing/errors.ts';
import type { AssignmentSource, LicensedUser } from '../../src/licensing/license.ts';
import { servedInOrder } from '../../src/licensing/seat-order.ts';
import { termStateOn } from '../../src/licensing/seats.ts';
import type { MemoryGateway } from './memory-gateway.ts';

/** What only bulk planning wants to know of somebody. */
export interface About {
  readonly lastActivity: number | null;
  readonly roles: readonly string[];
  readonly sessions: number;
}

interface Owned {
  readonly owner: string;
  readonly userIds: readonly string[];
}

const nothing: About = { lastActivity: null, roles: [], sessions: 0 };

/** Who is there and who is selected, over the maps of a `MemoryGateway`. */
export class MemoryPeople {
  readonly about = new Map<string, About>();
  /** Names of roles by id. */
  readonly roles = new Map<string, string>();
  /** More people than this are not handed over: the host plans. */
  maxPeople = 1000;
  maxSelection = 100_000;

  readonly #selections = new Map<string, Owned & { readonly selection: Selection }>();
  /** By `owner id`: each administrator has sets of their own. */
  readonly #sets = new Map<string, Owned & { readonly set: SavedSet }>();

  constructor(
    readonly world: MemoryGateway,
    private readonly now: () => number,
  ) {}

  products(): LicenseProduct[] {
    const { products, today } = this.world;
    return [...products.values()]
      .map(({ id, name, vendor, terms }) => ({
        id, sku: id.toUpperCase(), name, vendor: vendor ?? null, seats: this.world.seats(id),
        term: { state: termStateOn(terms, today), start: terms[0]?.start ?? null, due: terms.at(-1)?.due ?? null },
      }))
      .sort((a, b) => a.name.localeCompare(b.name, 'en'));
  }

  find(search: string): LicensedUser[] {
    return this.#matching(search, ['active']).slice(0, 10);
  }

  lookUp(terms: readonly string[]): Match[] {
    const users = [...this.world.users.values()];
    return terms.map((term) => {
      const wanted = term.trim().toLowerCase();
      return { term, users: users.filter(({ login, email }) => login.toLowerCase() === wanted || email?.toLowerCase() === wanted) };
    });
  }

  select(source: SelectionSource, owner: string): Selection & { readonly unknown: readonly string[] } {
    const wanted = [...new Set(this.#idsOf(source, owner))];
    const { users } = this.world;
    const userIds = wanted.filter((id) => users.has(id));
    if (!userIds.length) throw new LicensingError('rejected', 'nobody is selected');
    if (userIds.length > this.maxSelection) throw new LicensingError('rejected', 'too many people');
    const selection = { id: crypto.randomUUID(), count: userIds.length, at: this.now() };
    this.#selections.set(selection.id, { selection, owner, userIds });
    return { ...selection, unknown: wanted.filter((id) => !users.has(id)) };
  }

  /** @throws LicensingError `not-found` also for somebody else's */
  selected(selectionId: string, owner: string): readonly string[] {
    return own(this.#selections.get(selectionId), owner).userIds;
  }

  population(selectionId: string, owner: string): Population {
    const { selection, userIds } = own(this.#selections.get(selectionId), owner);
    const people = userIds.map((id) => {
      const held: Record<string, AssignmentSource> = {};
      for (const productId of this.world.products.keys()) {
        const assignment = this.world.assignments.get(`${id} ${productId}`);
        if (assignment) held[productId] = assignment.source;
      }
      return { ...this.world.users.get(id)!, ...nothing, ...this.about.get(id), held };
    });
    const heldBy: Record<string, number> = {};
    const members = new Map<string, number>();
    for (const { held, roles } of people) {
      for (const productId of Object.keys(held)) heldBy[productId] = (heldBy[productId] ?? 0) + 1;
      for (const role of roles) members.set(role, (members.get(role) ?? 0) + 1);
    }
    return {
      selection,
      people: people.length > this.maxPeople ? null : people,
      heldBy,
      roles: [...members].map(([id, count]) => ({ id, name: this.roles.get(id) ?? id, members: count })),
      products: this.products(),
    };
  }

  savedSets(owner: string): SavedSet[] {
    return [...this.#sets.values()].filter((kept) => kept.owner === owner).map(({ set }) => set).sort((a, b) => a.name.localeCompare(b.name, 'en'));
  }

  saveSet({ id, name, selectionId }: { readonly id: string; readonly name: string; readonly selectionId: string }, owner: string): SavedSet {
    const userIds = this.selected(selectionId, owner);
    const set = { id, name, count: userIds.length, savedAt: this.now() };
    this.#sets.set(`${owner} ${id}`, { set, owner, userIds });
    return set;
  }

  deleteSet(id: string, owner: string): void {
    this.#sets.delete(`${owner} ${id}`);
  }

  /** What planning asks about some users, by their place in the list. */
  state(userIds: readonly string[]): BulkState & { order(order: SeatOrder): number[] } {
    const { world } = this;
    return {
      count: userIds.length,
      user: (at) => world.users.get(userIds[at]!)!,
      held: (at, productId) => world.assignments.get(`${userIds[at]!} ${productId}`)?.source ?? null,
      product: (id) => ({ seats: world.seats(id), termState: termStateOn(world.products.get(id)!.terms, world.today) }),
      order: (order) =>
        servedInOrder(order, {
          count: userIds.length,
          userId: (at) => userIds[at]!,
          lastActivity: (at) => this.about.get(userIds[at]!)?.lastActivity ?? null,
          inRole: (at, roleId) => !!this.about.get(userIds[at]!)?.roles.includes(roleId),
        }),
    };
  }

  sessions(userIds: Iterable<string>): number {
    return [...new Set(userIds)].reduce((sum, id) => sum + (this.about.get(id)?.sessions ?? 0), 0);
  }

  #idsOf(source: SelectionSource, owner: string): readonly string[] {
    switch (source.kind) {
      case 'users':
        return source.userIds;
      case 'matching':
        return this.#matching(source.search, source.filters).map(({ id }) => id);
      case 'holders':
        if (!this.world.products.has(source.productId)) throw new LicensingError('not-found');
        return this.#matching('', [`holds:${source.productId}`]).map(({ id }) => id);
      case 'saved':
        return own(this.#sets.get(`${owner} ${source.setId}`), owner).userIds;
    }
  }

  /** Filters are those of the API's list of users. */
  #matching(search: string, filters: readonly string[]): LicensedUser[] {
    return [...this.world.users.values()]
      .filter((user) => contains(user, search))
      .filter((user) => filters.every((filter) =>
        filter === 'active' ? user.active : filter === 'inactive' ? !user.active : this.world.assignments.has(`${user.id} ${filter.slice(6)}`)))
      .sort((a, b) => a.name.localeCompare(b.name, 'en') || (a.id < b.id ? -1 : 1));
  }
}

/** Whether a search finds somebody. */
export function contains({ name, login, email }: Pick<LicensedUser, 'name' | 'login' | 'email'>, search: string): boolean {
  const part = search.trim().toLowerCase();
  return [name, login, email ?? ''].some((word) => word.toLowerCase().includes(part));
}

/** @throws LicensingError `not-found` */
function own<T extends { readonly owner: string }>(kept: T | undefined, owner: string): T {
  if (kept?.owner !== owner) throw new LicensingError('not-found');
  return kept;
}
