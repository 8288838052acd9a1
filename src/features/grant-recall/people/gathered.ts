import { canBeLookedUp } from '../../../licensing/basket-text.ts';
import { keyOf, sortBasket } from '../../../licensing/basket.ts';
import type { Match } from '../../../licensing/bulk-gateway.ts';
import type { LicensedUser } from '../../../licensing/license.ts';
import type { BasketRow, GivenEntry } from './basket.state.ts';

/** Everything that was given, and what the host has answered about it so far. */
export class Gathered {
  #entries: readonly GivenEntry[] = [];
  #nextId = 1;
  /** By key of the term. */
  readonly #found = new Map<string, readonly LicensedUser[]>();
  readonly #chosen = new Map<string, string>();
  /** Sorted when somebody looks, and anew only after a change. */
  #rows: readonly BasketRow[] | undefined;

  /** How many entries, those not looked up yet included. */
  get count(): number {
    return this.#entries.length;
  }

  /** What is known of, in the order given. */
  get rows(): readonly BasketRow[] {
    return (this.#rows ??= sortBasket(this.#entries.filter((entry) => this.#isKnown(entry)), this.#found, this.#chosen));
  }

  add(entries: readonly Omit<GivenEntry, 'id'>[]): void {
    this.#set([...this.#entries, ...entries.map((entry) => ({ ...entry, id: this.#nextId++ }))]);
  }

  /** Takes entries away: a duplicate by itself, everybody else with all duplicates of theirs. */
  remove(ids: ReadonlySet<number>): void {
    const gone = new Set(this.rows.filter(({ entry, same }) => ids.has(entry.id) || (same && ids.has(same.id))).map(({ entry }) => entry));
    this.#set(this.#entries.filter((entry) => !gone.has(entry)));
  }

  clear(): void {
    this.#set([]);
  }

  /** Who of several is meant by a term. */
  choose(term: string, userId: string): void {
    this.#chosen.set(keyOf(term), userId);
    this.#rows = undefined;
  }

  /** What is still to be looked up: each once, in the order given, so many at most. */
  toLookUp(most: number): string[] {
    const terms = new Map<string, string>();
    for (const entry of this.#entries) {
      if (terms.size === most) break;
      const key = keyOf(entry.term);
      if (!terms.has(key) && !this.#isKnown(entry)) terms.set(key, entry.term);
    }
    return [...terms.values()];
  }

  learn(matches: readonly Match[]): void {
    for (const { term, users } of matches) this.#found.set(keyOf(term), users);
    this.#rows = undefined;
  }

  #isKnown({ picked, term }: GivenEntry): boolean {
    return !!picked || !canBeLookedUp(term) || this.#found.has(keyOf(term));
  }

  #set(entries: readonly GivenEntry[]): void {
    this.#entries = entries;
    this.#rows = undefined;
  }
}
