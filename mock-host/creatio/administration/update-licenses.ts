import { sql } from 'kysely';
import * as z from 'zod/mini';
import { guid } from '../../../src/host/creatio/wire.ts';
import type { Effect } from '../../../src/licensing/rules.ts';
import { type Call, type Method, bodyOf, textOf } from '../call.ts';
import { type Fulfilled, type Wish, fulfil } from '../license-service/change.ts';

const request = z.object({ userId: guid, licenseItems: z.string() });
const boxes = z.record(guid, z.boolean());

const reasons: Partial<Record<Effect, string>> = {
  'no-seat': 'all licenses are in use',
  'not-in-term': 'no license is valid today',
  inactive: 'the user is inactive',
  'system-account': 'the user is a system account',
};

/** Leaves everything as it was. */
class NothingSaved extends Error {
  constructor(readonly all: readonly Fulfilled[]) {
    super();
  }
}

/**
 * `UpdateLicenseInfo {userId, licenseItems: "{\"<package>\":true}"}`: empty text when everything was saved, else what was
 * not, with status 200. What could be saved is, unless the quirk is off.
 */
export const updateLicenses: Method = {
  needs: ['CanManageLicUsers'],
  async run(call) {
    const { userId, licenseItems } = bodyOf(call, request);
    const items = textOf(licenseItems, boxes, 'licenseItems');
    const wishes = Object.entries(items).map(([productId, held]): Wish => ({ userId, productId, change: held ? 'grant' : 'recall' }));
    const check = (all: readonly Fulfilled[]): void => {
      if (!call.settings.quirks['partial-save'] && all.some((one) => reasonOf(one) !== null)) throw new NothingSaved(all);
    };
    const all = await fulfil(call, wishes, { check }).catch((error: unknown) => {
      if (error instanceof NothingSaved) return error.all;
      throw error;
    });
    return describe(call, all);
  },
};

/** Why somebody did not get what is ticked; null = they have it, or had it already. */
function reasonOf({ effect, code }: Fulfilled): string | null {
  if (effect === null) return code === 'server' ? 'the server failed' : 'there is no such user or license';
  return reasons[effect] ?? null;
}

async function describe({ database: { db } }: Call, all: readonly Fulfilled[]): Promise<string> {
  const unsaved = all.filter((one) => reasonOf(one) !== null);
  const ids = unsaved.map(({ productId }) => productId);
  const rows = await db.selectFrom('product').select(['id', 'name']).where('id', '=', sql<string>`any (${sql.val(ids)}::uuid[])`).execute();
  const names = new Map(rows.map(({ id, name }) => [id, name]));
  return unsaved.map((one) => `${names.get(one.productId) ?? one.productId}: ${reasonOf(one)}.`).join('\n');
}
