import type { UserQuery } from '../routing/routes.ts';
import { Store } from '../ui/store.ts';

/** What of a query says who matches; the order does not. */
type Question = Pick<UserQuery, 'search' | 'status'>;

/** `off`: nothing can be picked. `some`: these users. `matching`: everybody who matches, seen or not; `count`: how many that were. */
export type Picked =
  | { readonly kind: 'off' }
  | { readonly kind: 'some'; readonly ids: ReadonlySet<string> }
  | { readonly kind: 'matching'; readonly question: Question; readonly count: number };

/** What the plugin is told of them. */
export type PickedUsers = { readonly users: readonly string[] } | { readonly matching: { readonly search: string; readonly filters: readonly string[] } };

const nobody: ReadonlySet<string> = new Set();

/** Users who are picked in a list, to do something with all of them. Who was picked one by one stays so whatever is searched for next. */
export class UserSelection extends Store<Picked> {
  /** Where a range starts. */
  #anchor: string | null = null;

  constructor() {
    super({ kind: 'off' });
  }

  get count(): number {
    const picked = this.value;
    return picked.kind === 'some' ? picked.ids.size : picked.kind === 'matching' ? picked.count : 0;
  }

  has(id: string): boolean {
    const picked = this.value;
    return picked.kind === 'matching' || (picked.kind === 'some' && picked.ids.has(id));
  }

  start(): void {
    this.#anchor = null;
    this.set({ kind: 'some', ids: nobody });
  }

  end(): void {
    this.set({ kind: 'off' });
  }

  /** Picks one, or no longer; with `range` also all between the one before and it. `shown`: the ids in sight, in their order. */
  pick(id: string, on: boolean, shown: readonly string[], range = false): void {
    const from = range && this.#anchor !== null ? shown.indexOf(this.#anchor) : -1;
    const to = shown.indexOf(id);
    const concerned = from < 0 ? [id] : shown.slice(Math.min(from, to), Math.max(from, to) + 1);
    if (from < 0) this.#anchor = id;
    this.#change(concerned, on, shown);
  }

  pickAll(on: boolean, shown: readonly string[]): void {
    this.#change(shown, on, shown);
  }

  pickMatching({ search, status }: UserQuery, count: number): void {
    this.set({ kind: 'matching', question: { search, status }, count });
  }

  /** The list now shows who matches something else: everybody who matched before is not what one sees any more. */
  asked({ search, status }: UserQuery): void {
    const picked = this.value;
    if (picked.kind === 'matching' && (picked.question.search !== search || picked.question.status !== status)) this.start();
  }

  /** Null when nobody is picked. Who is in sight comes in the order of the list. */
  users(shown: readonly string[]): PickedUsers | null {
    const picked = this.value;
    if (picked.kind === 'matching') {
      const { search, status } = picked.question;
      return { matching: { search, filters: status === 'all' ? [] : [status] } };
    }
    if (picked.kind === 'off' || picked.ids.size === 0) return null;
    return { users: [...new Set([...shown.filter((id) => picked.ids.has(id)), ...picked.ids])] };
  }

  #change(concerned: readonly string[], on: boolean, shown: readonly string[]): void {
    const picked = this.value;
    if (picked.kind === 'off') return;
    // Of everybody who matches only those in sight can be told apart.
    const ids = new Set(picked.kind === 'some' ? picked.ids : shown);
    for (const id of concerned) {
      if (on) ids.add(id);
      else ids.delete(id);
    }
    this.set({ kind: 'some', ids });
  }
}
