import * as z from 'zod/mini';
import type { LicensedUser } from '../../licensing/license.ts';
import { fewAtATime } from '../few-at-a-time.ts';
import type { CreatioApi } from './creatio-api.ts';
import type { Condition, Value } from './select-query.ts';
import { guid } from './wire.ts';

type ById = ReadonlyMap<string, LicensedUser>;

/** Who signs in. Nothing is kept here: whoever is inactive by now must not be taken for active, so an operation asks once and holds on to it. */
export interface Users {
  /** Everybody, active or not, or those of whom conditions hold; one call for each 20,000. */
  users(signal: AbortSignal, where?: readonly Condition[]): Promise<ById>;
  /** Those of some ids who exist, in their order; mostly one call. */
  usersOf(ids: readonly string[], signal: AbortSignal): Promise<ById>;
  /** Those who have one of some logins or e-mails, in any case; one call for each 950. */
  usersNamed(names: readonly string[], signal: AbortSignal): Promise<ById>;
  /** The first few active ones whose name, login or e-mail has a part, in any case; one call. */
  findUsers(part: string, most: number, signal: AbortSignal): Promise<readonly LicensedUser[]>;
}

/** Most rows that DataService answers at once. */
const PAGE = 20_000;
/** A database takes no more than about 2,000 parameters. */
const MOST_VALUES = 1_900;
/** Calls at a time. */
export const AT_A_TIME = 4;

/** Technical accounts: they sign in, and get no license. */
const SYSTEM = 7;
/** Users and portal users, who both hold licenses; and technical accounts. */
export const people: Condition = { kind: 'in', path: 'SysAdminUnitTypeValue', values: [4, 5, SYSTEM].map((value) => ({ type: 'number', value })) };
const columns = { Id: 'Id', Login: 'Name', Name: 'Contact.Name', Email: 'Email', Active: 'Active', Type: 'SysAdminUnitTypeValue' };
const row = z.object({ Id: guid, Login: z.string(), Name: z.nullish(z.string()), Email: z.nullish(z.string()), Active: z.boolean(), Type: z.number() });

export function createUsers(api: CreatioApi): Users {
  const users: Users['users'] = async (signal, where = []) => {
    const found = new Map<string, LicensedUser>();
    for (let offset = 0; ; offset += PAGE) {
      const rows = await api.select({ schema: 'SysAdminUnit', columns, where: [people, ...where], orderBy: [{ column: 'Id' }], limit: PAGE, offset }, row, signal);
      for (const one of rows) found.set(one.Id, toUser(one));
      if (rows.length < PAGE) return found;
    }
  };
  return {
    users,

    async usersOf(ids, signal) {
      const found = ids.length > MOST_VALUES ? await users(signal) : ids.length ? await users(signal, [anyOf('Id', 'guid', ids)]) : new Map<string, LicensedUser>();
      return new Map(ids.flatMap((id) => (found.has(id) ? [[id, found.get(id)!]] : [])));
    },

    async usersNamed(names, signal) {
      // No login has a character that no database takes.
      const wanted = [...new Set(names.map((name) => name.toLowerCase()))].filter((name) => name && !/[\0\p{Surrogate}]/u.test(name));
      const size = MOST_VALUES / 2;
      const parts = Array.from({ length: Math.ceil(wanted.length / size) }, (_, at) => wanted.slice(at * size, (at + 1) * size));
      const found = new Map<string, LicensedUser>();
      await fewAtATime(parts, AT_A_TIME, async (part) => {
        const some = await users(signal, [{ kind: 'any', of: [columns.Login, columns.Email].map((path) => anyOf(path, 'text', part)) }]);
        for (const [id, user] of some) found.set(id, user);
      });
      return found;
    },

    async findUsers(part, most, signal) {
      const where = [people, active(true), ...naming(part)];
      const rows = await api.select({ schema: 'SysAdminUnit', columns, where, orderBy: [{ column: 'Name' }, { column: 'Id' }], limit: most }, row, signal);
      return rows.map(toUser);
    },
  };
}

/** The condition of those whose name, login or e-mail has a part. */
export function naming(part: string): Condition[] {
  const wanted = part.trim();
  return wanted ? [{ kind: 'any', of: [columns.Name, columns.Login, columns.Email].map((path) => ({ kind: 'contains', path, part: wanted })) }] : [];
}

export const active = (value: boolean): Condition => ({ kind: 'compare', path: 'Active', by: '=', value: { type: 'boolean', value } });

const anyOf = (path: string, type: 'guid' | 'text', values: readonly string[]): Condition => ({
  kind: 'in', path, values: values.map((value): Value => ({ type, value })),
});

const toUser = ({ Id: id, Login: login, Name, Email, Active, Type }: z.output<typeof row>): LicensedUser => ({
  id, name: Name || login, login, email: Email || null, active: Active, kind: Type === SYSTEM ? 'system' : 'person',
});
