import type * as z from 'zod/mini';
import type { LicenseProduct } from '../../licensing/bulk.ts';
import { LicensingError } from '../../licensing/errors.ts';
import type { AssignmentSource, LicenseType, LicensedUser, Seats, Term } from '../../licensing/license.ts';
import { paidOn, periodOn } from '../../licensing/seats.ts';
import { fewAtATime } from '../few-at-a-time.ts';
import type { CreatioApi } from './creatio-api.ts';
import type { CreatioOptions } from './creatio-options.ts';
import { dayOf, termDay } from './days.ts';
import { knowNothing } from './known.ts';
import { AT_A_TIME, type Users, createUsers } from './users.ts';
import * as wire from './wire.ts';

/** A license package as bought. */
export interface LicensePackage {
  readonly id: string;
  readonly name: string;
  readonly type: LicenseType;
  /** Only those that are switched on. */
  readonly terms: readonly Term[];
}

/** Who holds a package now. */
export interface Holders {
  readonly package: LicensePackage;
  /** By user id; leftover rows of inactive users included. Of two the one that comes back: the role's. */
  readonly sources: ReadonlyMap<string, AssignmentSource>;
  /** Ids of users who hold it by hand and by a role. */
  readonly twice: ReadonlySet<string>;
}

/**
 * What Creatio knows of users and packages, asked in few calls. Totals are the sum of the terms that cover today wherever
 * they are shown, and used are the active users who hold a package: no two screens disagree (CR-8).
 */
export interface Directory extends Users {
  /** One call. Terms change when a license file is loaded, seldom, so they are kept for a while unless `fresh`. */
  packages(signal: AbortSignal, fresh?: boolean): Promise<ReadonlyMap<string, LicensePackage>>;
  /**
   * With today's seats, all packages by name. Two calls, as long as the users' tab lists all of them: without a term today
   * none is listed there, on some installations none for servers. Their holders are counted, a call for each.
   */
  products(signal: AbortSignal): Promise<readonly LicenseProduct[]>;
  /** One call. Rejects `not-found` for an unknown package. */
  holders(packageId: string, signal: AbortSignal): Promise<Holders>;
  /** Seats as of a reading of the holders. `users` are everybody. */
  seats(holders: Holders, users: ReadonlyMap<string, LicensedUser>): Seats;
  /** As `seats`, with all that lists show. */
  productOf(holders: Holders, users: ReadonlyMap<string, LicensedUser>): LicenseProduct;
  /** As lists show it, when so many active users hold it. The version grows when another figure is seen than before. */
  product(pack: LicensePackage, assigned: number): LicenseProduct;
}

/** How long packages are good for, in milliseconds. */
const KEPT_MS = 300_000;

const types = ['named', 'concurrent', 'server'] as const;
const BY_HAND = 1;

/** Names as people look them up: `item 2` before `item 10`, `é` beside `e`. */
const byName = new Intl.Collator('en', { numeric: true });

export function createDirectory(api: CreatioApi, { now = Date.now, user, known = knowNothing() }: CreatioOptions): Directory {
  const versions = new Map<string, { readonly figures: string; readonly version: number }>();
  const today = (): string => dayOf(now());

  const directory: Directory = {
    ...createUsers(api),

    async packages(signal, fresh = false) {
      if (known.packages && !fresh && now() - known.packages.at < KEPT_MS) return known.packages.packages;
      const { licenses } = await api.license('GetLicenses', null, wire.licenses, signal);
      const packages = packagesOf(licenses ?? []);
      known.packages = { at: now(), packages };
      return packages;
    },

    async products(signal) {
      const [packages, figures] = await Promise.all([
        directory.packages(signal, true),
        api.administration('GetAvailableLicPackages', { userId: user.id }, wire.availablePackages, signal),
      ]);
      const used = new Map(figures.map(({ Id, UsedCount }) => [Id, UsedCount]));
      const unsaid = [...packages.keys()].filter((id) => !used.has(id));
      const everybody = unsaid.length ? await directory.users(signal) : new Map<string, LicensedUser>();
      await fewAtATime(unsaid, AT_A_TIME, async (id) => void used.set(id, activeOf(await directory.holders(id, signal), everybody)));
      return sortByName([...packages.values()].map((pack) => directory.product(pack, used.get(pack.id)!)));
    },

    async holders(packageId, signal) {
      const { licenses, users } = await api.license('GetLicenseData', packageId, wire.licenseData, signal);
      const said = packagesOf(licenses ?? []).get(packageId);
      // What was said last holds for all screens.
      if (said) known.packages?.packages.set(packageId, said);
      known.held.delete(packageId);
      const pack = said ?? (await directory.packages(signal)).get(packageId);
      if (!pack) throw new LicensingError('not-found', 'there is no such license package');
      const sources = new Map<string, AssignmentSource>();
      const twice = new Set<string>();
      for (const { sysAdminUnit: { value: id }, source } of users ?? []) {
        // Until there was role-based distribution nobody told a source: all were given by hand.
        const told = (source ?? BY_HAND) === BY_HAND ? 'direct' : 'role';
        const other = sources.get(id);
        if (other && other !== told) twice.add(id);
        if (other !== 'role') sources.set(id, told);
      }
      return { package: pack, sources, twice };
    },

    seats: (holders, users) => directory.productOf(holders, users).seats,

    productOf: (holders, users) => directory.product(holders.package, activeOf(holders, users)),

    product({ id, name, type, terms }, assigned) {
      const paid = paidOn(type, terms, today());
      const figures = `${paid} ${assigned}`;
      const before = versions.get(id);
      const version = before?.figures === figures ? before.version : (before?.version ?? 0) + 1;
      versions.set(id, { figures, version });
      // How many use a concurrent license at the moment is nothing that Creatio tells.
      const seats = { type, paid, used: type === 'concurrent' ? 0 : assigned, assigned, version };
      return { id, sku: '', name, vendor: null, seats, term: periodOn(terms, today()) };
    },
  };
  return directory;
}

export function sortByName<T extends { readonly id: string; readonly name: string }>(items: T[]): T[] {
  return items.sort((a, b) => byName.compare(a.name, b.name) || (a.id < b.id ? -1 : 1));
}

function activeOf({ sources }: Holders, users: ReadonlyMap<string, LicensedUser>): number {
  let count = 0;
  for (const id of sources.keys()) if (users.get(id)?.active) count++;
  return count;
}

/** A package has as many rows as it was bought times. */
function packagesOf(rows: readonly z.output<typeof wire.licenseRow>[]): Map<string, LicensePackage> {
  const packages = new Map<string, LicensePackage & { readonly terms: Term[] }>();
  for (const { packageId: id, packageName: name, type, startDate, dueDate, isActive, count } of rows) {
    const pack = packages.get(id) ?? { id, name, type: types[type], terms: [] };
    packages.set(id, pack);
    if (isActive) pack.terms.push({ start: termDay(startDate), due: termDay(dueDate), count });
  }
  return packages;
}
