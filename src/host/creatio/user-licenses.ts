import type * as z from 'zod/mini';
import { LicensingError } from '../../licensing/errors.ts';
import type { AssignmentSource, UserLicense, UserLicenses } from '../../licensing/license.ts';
import { fewAtATime } from '../few-at-a-time.ts';
import type { CreatioApi } from './creatio-api.ts';
import { type Directory, type Holders, sortByName } from './directory.ts';
import { type Known, knowNothing } from './known.ts';
import { AT_A_TIME } from './users.ts';
import * as wire from './wire.ts';

export interface UserReading extends UserLicenses {
  /** Whether Creatio lets the administrator change these licenses; it says so of nothing but active users. */
  readonly mayChange: boolean;
}

/** How long it is good for what is asked package by package, in milliseconds. */
const KEPT_MS = 300_000;
const SERVER = 2;
type Listed = z.output<typeof wire.availablePackages>[number];

/**
 * Reads a user's licenses: two calls, one for the user and one for the list that Creatio has for this. The list leaves out
 * packages without a term today, on some installations those for servers, and whatever inactive users still hold. So their
 * holders are looked at too: of packages once in a while, of inactive users each time, and of those in `fresh` as well.
 * @returns reads; null = there is no such user
 */
export function createUserLicenses(
  api: CreatioApi,
  directory: Directory,
  now: () => number,
  { held, captions }: Known = knowNothing(),
): (asked: string, signal: AbortSignal, fresh?: readonly string[]) => Promise<UserReading | null> {
  async function look(ids: readonly string[], signal: AbortSignal): Promise<void> {
    const all: Holders[] = [];
    await fewAtATime(ids, AT_A_TIME, async (id) => void all.push(await directory.holders(id, signal)));
    const users = await directory.usersOf([...new Set(all.flatMap(({ sources }) => [...sources.keys()]))], signal);
    for (const holders of all) held.set(holders.package.id, { at: now(), holders, assigned: directory.seats(holders, users).assigned });
  }

  /**
   * What captions in a user's list mean is told by who holds a package: a call for each caption that was not met yet, and
   * one more for each package that the user holds in two ways, of which the list tells one.
   * @returns sources by package, as far as they were asked for
   */
  async function learn(list: readonly Listed[], userId: string, signal: AbortSignal): Promise<ReadonlyMap<string, AssignmentSource>> {
    const told = new Map<string, AssignmentSource>();
    for (const { Id, Checked, SysLicSource } of list) {
      if (!Checked || captions.has(SysLicSource)) continue;
      const { sources, twice } = await directory.holders(Id, signal);
      const source = sources.get(userId);
      if (!source) continue;
      told.set(Id, source);
      if (!twice.has(userId)) captions.set(SysLicSource, source);
    }
    return told;
  }

  /** Packages that an inactive user may still hold. */
  async function leftOver(userId: string, packages: Iterable<string>, signal: AbortSignal): Promise<Iterable<string>> {
    try {
      return (await api.license('GetUsersPackages', [userId], wire.usersPackages, signal)).packageIds ?? [];
    } catch (error) {
      // The twin has no such method: then each package tells who holds it.
      if (error instanceof LicensingError && (error.code === 'forbidden' || error.code === 'rejected')) return packages;
      throw error;
    }
  }

  return async (asked, signal, fresh = []) => {
    if (!wire.guid.safeParse(asked).success) return null;
    const userId = asked.toLowerCase();
    const [users, list, known] = await Promise.all([
      directory.usersOf([userId], signal),
      api.administration('GetAvailableLicPackages', { userId }, wire.availablePackages, signal),
      // What is about to be changed is judged by the terms of now.
      directory.packages(signal, fresh.length > 0),
    ]);
    const user = users.get(userId);
    if (!user) return null;
    // Bought a moment ago.
    const packages = list.every(({ Id }) => known.has(Id)) ? known : await directory.packages(signal, true);
    const listed = new Map(list.map((one) => [one.Id, one]));
    const unsaid = (id: string): boolean => !user.active || !listed.has(id);

    // Others in this page may read anew meanwhile, and take away what is good enough here.
    const before = new Map(held);
    const wanted = new Set(user.active ? [] : await leftOver(userId, packages.keys(), signal));
    for (const id of packages.keys()) {
      const one = before.get(id);
      if (!listed.has(id) && (!one || now() - one.at >= KEPT_MS || fresh.includes(id))) wanted.add(id);
    }
    const told = await learn(list.filter(({ Id }) => packages.has(Id)), userId, signal);
    await look([...wanted].filter((id) => packages.has(id)), signal);

    const seen = (id: string) => held.get(id) ?? before.get(id);

    const sourceOf = ({ Id, Checked, SysLicSource }: Listed): AssignmentSource | null =>
      Checked ? (told.get(Id) ?? captions.get(SysLicSource) ?? 'direct') : null;
    const licenses = sortByName(
      [...packages.values()].map((pack) => directory.product(pack, listed.get(pack.id)?.UsedCount ?? seen(pack.id)!.assigned)),
    ).map(({ id, ...product }): UserLicense => {
      const still = user.active || wanted.has(id) ? seen(id)?.holders.sources.get(userId) : undefined;
      const source = unsaid(id) ? still : sourceOf(listed.get(id)!);
      return { productId: id, ...product, assignment: source ? { since: null, by: null, source, role: null } : null };
    });
    return { user, licenses, mayChange: !user.active || user.kind === 'system' || !list.some(isLocked) };
  };
}

/** Of an active user only want of rights keeps anybody from changing these. */
const isLocked = ({ Checked, Type, AvailableCount, Enabled }: Listed): boolean => !Enabled && (Checked || Type === SERVER || AvailableCount > 0);
