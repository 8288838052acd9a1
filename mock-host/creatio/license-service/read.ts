import { type Kysely, sql } from 'kysely';
import * as z from 'zod/mini';
import { guid } from '../../../src/host/creatio/wire.ts';
import { stableId } from '../../server/data/stable-id.ts';
import type { Tables } from '../../server/database/tables.ts';
import { readLicenses } from '../../server/licensing/licenses.ts';
import { type Method, bodyOf, success } from '../call.ts';

const needs = ['CanViewLicenses', 'CanManageLicUsers'] as const;
export const typeCodes = { named: 0, concurrent: 1, server: 2 } as const;
/** 1 = by hand. */
const sourceCodes = { direct: 1, role: 2 } as const;

type Row = Awaited<ReturnType<typeof readLicenses>>[number];

/** A row for each term that was bought; what is asked for with null. */
export const getLicenses: Method = {
  needs,
  run: async ({ database: { db } }) => ({ ...success, licenses: (await readLicenses(db)).map(toRow) }),
};

/** Asked with a package's id as a bare JSON text: its terms, and whoever holds it, inactive users' leftover rows included. */
export const getLicenseData: Method = {
  needs,
  async run(call) {
    const packageId = bodyOf(call, guid);
    const { db } = call.database;
    const rows = await db
      .selectFrom('assignment as a')
      .innerJoin('app_user as u', 'u.id', 'a.user_id')
      .select(['u.id', 'u.name', 'u.email', 'u.job_title', 'a.source'])
      .where('a.product_id', '=', packageId)
      .where('a.recalled_at', 'is', null)
      .orderBy(sql`lower(u.name) collate "C"`)
      .orderBy('u.id')
      .execute();
    return {
      ...success,
      licenses: (await readLicenses(db)).filter(({ productId }) => productId === packageId).map(toRow),
      users: rows.map(({ source, ...user }) => ({ ...toUser(user), ...(call.settings.version === '8.1.3' && { source: sourceCodes[source] }) })),
    };
  },
};

/** Asked with null: everybody who may hold a license, all at once. */
export const getUsersList: Method = {
  needs,
  async run({ database: { db } }) {
    const rows = await db
      .selectFrom('app_user')
      .select(['id', 'name', 'email', 'job_title'])
      .where('kind', '=', 'person')
      .where('active', '=', true)
      .orderBy(sql`lower(name) collate "C"`)
      .orderBy('id')
      .execute();
    return { ...success, users: rows.map(toUser) };
  },
};

/** Asked with a bare list of users' ids: what any of them holds. */
export const getUsersPackages: Method = {
  needs,
  async run(call) {
    const userIds = bodyOf(call, z.array(guid));
    return { packageIds: await heldByAny(call.database.db, userIds), errorInfo: null };
  },
};

async function heldByAny(db: Kysely<Tables>, userIds: readonly string[]): Promise<string[]> {
  const rows = await db
    .selectFrom('assignment')
    .select('product_id')
    .distinct()
    .where('user_id', '=', sql<string>`any (${sql.val(userIds)}::uuid[])`)
    .where('recalled_at', 'is', null)
    .orderBy('product_id')
    .execute();
  return rows.map(({ product_id }) => product_id);
}

function toRow({ id, productId, productName, type, start, due, count }: Row): object {
  return {
    id: stableId(`term ${id}`), packageId: productId, packageName: productName, type: typeCodes[type],
    startDate: midnight(start), dueDate: midnight(due), isActive: true, count,
  };
}

/** A day as an instant without a time zone. */
function midnight(day: string | null): string | null {
  return day && `${day}T00:00:00`;
}

function toUser({ id, name, email, job_title }: { id: string; name: string; email: string | null; job_title: string | null }): object {
  return { sysAdminUnit: { value: id, displayValue: name }, email: email ?? '', jobTitle: job_title ?? '' };
}
