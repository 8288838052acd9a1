import { type Bucket, keyOf } from '../../src/licensing/basket.ts';
import type { LicensedUser } from '../../src/licensing/license.ts';

/** A company and a file of so many lines about it, with the bucket that each line belongs to. */
export interface LongList {
  readonly users: readonly LicensedUser[];
  readonly bytes: Uint8Array;
  /** By line of the file, the heading's left out. */
  readonly expected: ReadonlyMap<number, { readonly bucket: Bucket; readonly userId: string | null }>;
}

/** The same numbers each time. */
function createChance(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const mixed = (text: string, by: number): string => [...text].map((one, at) => ((by >> at % 7) & 1 ? one.toUpperCase() : one)).join('');
const quote = (cell: string): string => `"${cell.replaceAll('"', '""')}"`;

/**
 * Byte order mark, a heading, semicolons, quotes, mixed case, names with commas and quotes, line ends of two kinds, empty
 * lines, the same again and the same person by login and by e-mail.
 */
export function longList(count: number, idOf: (name: string) => string = (name) => name): LongList {
  const chance = createChance(20_261_121);
  const users: LicensedUser[] = [];
  const add = (at: number, more: Partial<LicensedUser> = {}): LicensedUser => {
    const login = `list.u${at}`;
    const user = { id: idOf(login), name: `User, "Nº" ${at}`, login, email: `list.user-${at}@example.com`, active: true, kind: 'person' as const, ...more };
    users.push(user);
    return user;
  };
  const expected = new Map<number, { bucket: Bucket; userId: string | null }>();
  const lines = ['Name;E-mail or login;Department'];
  const said: { readonly term: string; readonly userId: string | null }[] = [];
  const seen = new Set<string>();
  for (let at = 0; expected.size < count; at++) {
    let term: string;
    let bucket: Bucket = 'matched';
    let userId: string | null = null;
    const kind = chance(20);
    if (kind === 0) {
      lines.push(['', ';;', '   ', '"";"";""'][chance(4)]!);
      continue;
    }
    if (kind < 3 && said.length) {
      // Said before: by the same word in another case or, of a person, by the other name.
      const before = said[chance(said.length)]!;
      const user = users.find(({ id }) => id === before.userId);
      term = user ? [user.login, user.email!][chance(2)]! : before.term;
      bucket = 'duplicate';
      ({ userId } = before);
    } else if (kind === 3) {
      add(at, { email: `list.shared-${at}@example.com` });
      add(at + 1_000_000, { email: `list.shared-${at}@example.com` });
      term = `list.shared-${at}@example.com`;
      bucket = 'ambiguous';
    } else if (kind < 6) {
      term = `list.nobody-${at}@example.com`;
      bucket = 'unknown';
    } else {
      const user = add(at, kind === 6 ? { active: false } : kind === 7 ? { kind: 'system' } : {});
      if (kind === 6) bucket = 'inactive';
      if (kind === 7) bucket = 'system-account';
      userId = user.id;
      term = chance(3) ? user.email! : user.login;
    }
    if (!seen.has(keyOf(term))) said.push({ term, userId });
    seen.add(keyOf(term));
    const shown = ['', ' ', '  '][chance(3)] + mixed(term, chance(128)) + ['', ' '][chance(2)];
    const cell = chance(4) ? shown : quote(shown);
    const addressed = term.includes('@') && !chance(5) ? `mailto:${cell.trim().replaceAll('"', '')}` : cell;
    lines.push([chance(2) ? quote(`Doe, "J" ${at}`) : `Doe ${at}`, addressed, ['Sales', 'R&D, Kyiv', ''][chance(3)]].join(';'));
    expected.set(lines.length, { bucket, userId });
  }
  const text = `\ufeff${lines.map((line) => line + ['\r\n', '\n'][chance(2)]).join('')}`;
  return { users, bytes: new TextEncoder().encode(text), expected };
}
