import { saveLicenseRequest, usersPackagesRequest } from '../../../src/host/creatio/wire.ts';
import type { Change } from '../../../src/licensing/rules.ts';
import { type Call, type Method, bodyOf, Refusal, success } from '../call.ts';
import { type Fulfilled, fulfil } from './change.ts';

/** Above so many users at once the stock host does not look who is inactive. */
const CHECKED_USERS = 2_000;
const needs = ['CanManageLicUsers'] as const;

/** Package after package, so that one that fails leaves those before it granted. */
async function changeAll(call: Call, change: Change): Promise<readonly Fulfilled[]> {
  const { userIds, packageIds } = bodyOf(call, usersPackagesRequest);
  const unchecked = change === 'grant' && call.settings.quirks['no-inactive-check'] && userIds.length > CHECKED_USERS;
  const users = distinct(userIds);
  const all: Fulfilled[] = [];
  for (const productId of distinct(packageIds)) {
    all.push(...(await fulfil(call, users.map((userId) => ({ userId, productId, change })), { unchecked })));
  }
  return all;
}

/** Nothing is said of who finds no seat, unless the quirk is off. */
function answer({ settings: { quirks } }: Call, all: readonly Fulfilled[]): object {
  if (all.some(({ code }) => code === 'server')) throw new Refusal('Exception', 'The server could not do all of it.');
  const left = all.filter(({ effect }) => effect === 'no-seat').length;
  if (left && !quirks['silent-skip']) throw new Refusal('NoLicenses', `There are not enough licenses: ${left} of ${all.length} were not granted.`);
  return success;
}

/** `{userIds, packageIds}`: grants in the order of the users as far as seats go; inactive and unknown users are left out. */
export const addUsersPackages: Method = { needs, run: async (call) => answer(call, await changeAll(call, 'grant')) };

/** `{userIds, packageIds}`: what a role gave goes too, and comes back when its holder signs in next. */
export const deleteUsersPackages: Method = {
  needs,
  run: async (call) => answer(call, await changeAll(call, 'recall')),
};

/**
 * `{packageId, addedUsers, deletedUsers, source}`: recalls first, which free the seats of the grants after them. A term's id
 * looks like a package's, and is refused.
 */
export const saveLicenseData: Method = {
  needs,
  async run(call) {
    const { packageId: productId, addedUsers, deletedUsers } = bodyOf(call, saveLicenseRequest);
    const known = await call.database.db.selectFrom('product').select('id').where('id', '=', productId).executeTakeFirst();
    if (!known) throw new Refusal('ItemNotFoundException', `Product ${productId} not found.`);
    const wish = (change: Change) => (userId: string) => ({ userId, productId, change });
    return answer(call, await fulfil(call, [...distinct(deletedUsers).map(wish('recall')), ...distinct(addedUsers).map(wish('grant'))]));
  },
};

function distinct(ids: readonly string[]): string[] {
  return [...new Set(ids)];
}
