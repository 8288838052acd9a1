import * as z from 'zod/mini';
import type { LicenseProduct } from '../../licensing/bulk.ts';
import { LicensingError } from '../../licensing/errors.ts';
import type { AssignmentSource, LicenseType, LicensedUser, Seats, Term } from '../../licensing/license.ts';
import { paidOn, periodOn } from '../../licensing/seats.ts';
import type { CreatioApi } from './creatio-api.ts';
import type { CreatioOptions } from './creatio-options.ts';
import { dayOf, termDay } from './days.ts';
import type { Condition } from './select-query.ts';
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
  /** By user id; leftover rows of inactive users included. */
  readonly sources: ReadonlyMap<string, AssignmentSource>;
}

/**
 * What Creatio knows of users and packages, asked in few calls. Totals are the sum of the terms that cover today wherever
 * they are shown, and used are the active users who hold a package: no two screens disagree (CR-8).
 */
export interface Directory {
  /** One call. Terms change when a license file is loaded, seldom, so they are kept for a while unless `fresh`. */
  packages(signal: AbortSignal, fresh?: boolean): Promise<ReadonlyMap<string, LicensePackage>>;
  /** With today's seats, all packages by name; two calls, one while the packages are kept. */
  products(signal: AbortSignal): Promise<readonly LicenseProduct[]>;
  /** One call. Rejects `not-found` for an unknown package. */
  holders(packageId: string, signal: AbortSignal): Promise<Holders>;
  /**
   * Everybody who signs in, active or not, or those of whom conditions hold; one call for each 20,000. Never kept here:
   * whoever is inactive by now must not be taken for active, so an operation asks once and holds on to it.
   */
  users(signal: AbortSignal, where?: readonly Condition[]): Promise<ReadonlyMap<string, LicensedUser>>;
  /** Those of some ids who exist; mostly one call. */
  usersOf(ids: readonly string[], signal: AbortSignal): Promise<ReadonlyMap<string, LicensedUser>>;
  /** The first few active ones whose name, login or e-mail has a part, in any case; one call. */
  findUsers(part: string, most: number, signal: AbortSignal): Promise<readonly LicensedUser[]>;
  /** Seats as of a reading of the holders. `users` are everybody. */
  seats(holders: Holders, users: ReadonlyMap<string, LicensedUser>): Seats;
  /** As lists show it, when so many active users hold it. The version grows when another figure is seen than before. */
  product(pack: LicensePackage, assigned: number): LicenseProduct;
}

/** How long packages are good for, in milliseconds. */
const KEPT_MS = 300_000;
/** Most rows that DataService answers at once. */
const PAGE = 20_000;
/** A database takes no more than about 2,000 parameters. */
export const MOST_VALUES = 1_900;

const types = ['named', 'concurrent', 'server'] as const;
const BY_HAND = 1;
/** Users and portal users: both hold licenses. */
const people: Condition = { kind: 'in', path: 'SysAdminUnitTypeValue', values: [4, 5].map((value) => ({ type: 'number', value })) };
const columns = { Id: 'Id', Login: 'Name', Name: 'Contact.Name', Email: 'Email', Active: 'Active' };
const userRow = z.object({ Id: wire.guid, Login: z.string(), Name: z.nullish(z.string()), Email: z.nullish(z.string()), Active: z.boolean() });

/** Names as people look them up: `item 2` before `item 10`, `é` beside `e`. */
const byName = new Intl.Collator('en', { numeric: true });

export function createDirectory(api: CreatioApi, { now = Date.now, user }: CreatioOptions): Directory {
  let known: { readonly at: number; readonly packages: Map<string, LicensePackage> } | undefined;
  const versions = new Map<string, { readonly figures: string; readonly version: number }>();
  const today = (): string => dayOf(now());

  const directory: Directory = {
    async packages(signal, fresh = false) {
      if (known && !fresh && now() - known.at < KEPT_MS) return known.packages;
      const { licenses } = await api.license('GetLicenses', null, wire.licenses, signal);
      known = { at: now(), packages: packagesOf(licenses ?? []) };
      return known.packages;
    },

    async products(signal) {
      const [packages, figures] = await Promise.all([
        directory.packages(signal),
        api.administration('GetAvailableLicPackages', { userId: user.id }, wire.availablePackages, signal),
      ]);
      const used = new Map(figures.map(({ Id, UsedCount }) => [Id, UsedCount]));
      const unsaid = [...packages.keys()].filter((id) => !used.has(id));
      const everybody = unsaid.length ? await directory.users(signal) : new Map<string, LicensedUser>();
      for (const id of unsaid) used.set(id, activeOf(await directory.holders(id, signal), everybody));
      const bare = figures.flatMap(({ Id, Caption, Type }) => (packages.has(Id) ? [] : [{ id: Id, name: Caption, type: types[Type], terms: [] }]));
      return sortByName([...packages.values(), ...bare].map((pack) => directory.product(pack, used.get(pack.id)!)));
    },

    async holders(packageId, signal) {
      const { licenses, users } = await api.license('GetLicenseData', packageId, wire.licenseData, signal);
      const said = packagesOf(licenses ?? []).get(packageId);
      // What was said last holds for all screens.
      if (said) known?.packages.set(packageId, said);
      const pack = said ?? (await directory.packages(signal)).get(packageId);
      if (!pack) throw new LicensingError('not-found', 'there is no such license package');
      return {
        package: pack,
        // Until there was role-based distribution nobody told a source: all were given by hand.
        sources: new Map((users ?? []).map(({ sysAdminUnit, source }) => [sysAdminUnit.value, (source ?? BY_HAND) === BY_HAND ? 'direct' : 'role'])),
      };
    },

    async users(signal, where = []) {
      const found = new Map<string, LicensedUser>();
      for (let offset = 0; ; offset += PAGE) {
        const rows = await api.select({ schema: 'SysAdminUnit', columns, where: [people, ...where], orderBy: [{ column: 'Id' }], limit: PAGE, offset }, userRow, signal);
        for (const row of rows) found.set(row.Id, toUser(row));
        if (rows.length < PAGE) return found;
      }
    },

    async usersOf(ids, signal) {
      if (ids.length <= MOST_VALUES) return directory.users(signal, [{ kind: 'in', path: 'Id', values: ids.map((value) => ({ type: 'guid', value })) }]);
      const everybody = await directory.users(signal);
      return new Map(ids.flatMap((id) => (everybody.has(id) ? [[id, everybody.get(id)!]] : [])));
    },

    async findUsers(part, most, signal) {
      const where: Condition[] = [people, active(true), ...naming(part)];
      const rows = await api.select({ schema: 'SysAdminUnit', columns, where, orderBy: [{ column: 'Name' }, { column: 'Id' }], limit: most }, userRow, signal);
      return rows.map(toUser);
    },

    seats: (holders, users) => directory.product(holders.package, activeOf(holders, users)).seats,

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

/** The condition of those whose name, login or e-mail has a part. */
export function naming(part: string): Condition[] {
  const wanted = part.trim();
  return wanted ? [{ kind: 'any', of: [columns.Name, columns.Login, columns.Email].map((path) => ({ kind: 'contains', path, part: wanted })) }] : [];
}

export const active = (value: boolean): Condition => ({ kind: 'compare', path: 'Active', by: '=', value: { type: 'boolean', value } });

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

/** Creatio does not tell which accounts are a system's own. */
const toUser = ({ Id: id, Login: login, Name, Email, Active }: z.output<typeof userRow>): LicensedUser => ({
  id, name: Name || login, login, email: Email || null, active: Active, kind: 'person',
});
