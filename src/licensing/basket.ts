import type { LicensedUser } from './license.ts';

/** Where an entry of a selection basket belongs: each in exactly one (BX-14). */
export type Bucket = 'matched' | 'ambiguous' | 'unknown' | 'inactive' | 'system-account' | 'duplicate';

export const buckets: readonly Bucket[] = ['matched', 'ambiguous', 'unknown', 'inactive', 'system-account', 'duplicate'];

/** Somebody who is meant: read from a text, or picked. */
export interface BasketEntry {
  readonly id: number;
  /** From 1; 0 = not from a text. */
  readonly line: number;
  readonly text: string;
  readonly term: string;
  /** Who was picked; null = to be looked up by the term. */
  readonly picked: LicensedUser | null;
}

export interface SortedEntry<Entry extends BasketEntry = BasketEntry> {
  readonly entry: Entry;
  readonly bucket: Bucket;
  /** Null while unknown or ambiguous. */
  readonly user: LicensedUser | null;
  /** Who it could be, when there are several. */
  readonly candidates: readonly LicensedUser[];
  /** Of a duplicate: the entry that says the same. */
  readonly same: Entry | null;
}

/** What makes two terms the same one. */
export const keyOf = (term: string): string => term.toLowerCase();

/**
 * Sorts entries by what the host knows of them. The same term again, in any case, or the same person under another name, is a
 * duplicate of the one before it.
 * @param found who answers to a term, by its key
 * @param chosen id of who was chosen where several do, by the term's key
 */
export function sortBasket<Entry extends BasketEntry>(
  entries: readonly Entry[],
  found: ReadonlyMap<string, readonly LicensedUser[]>,
  chosen: ReadonlyMap<string, string>,
): readonly SortedEntry<Entry>[] {
  const terms = new Map<string, Entry>();
  const people = new Map<string, Entry>();
  return entries.map((entry): SortedEntry<Entry> => {
    const key = keyOf(entry.term);
    const answers = entry.picked ? [entry.picked] : (found.get(key) ?? []);
    const user = answers.length === 1 ? answers[0]! : (answers.find(({ id }) => id === chosen.get(key)) ?? null);
    const candidates = answers.length > 1 ? answers : [];
    const same = (user && people.get(user.id)) ?? (!entry.picked && key && terms.get(key)) ?? null;
    if (same) return { entry, bucket: 'duplicate', user, candidates, same };
    if (key && !entry.picked) terms.set(key, entry);
    if (user) people.set(user.id, entry);
    return { entry, bucket: user ? bucketOf(user) : candidates.length ? 'ambiguous' : 'unknown', user, candidates, same: null };
  });
}

function bucketOf({ kind, active }: LicensedUser): Bucket {
  if (kind === 'system') return 'system-account';
  return active ? 'matched' : 'inactive';
}
