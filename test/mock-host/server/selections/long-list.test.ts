import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { decodeList, parseList } from '../../../../src/licensing/basket-text.ts';
import { keyOf, sortBasket } from '../../../../src/licensing/basket.ts';
import type { LicensedUser } from '../../../../src/licensing/license.ts';
import { bulkCapabilities, lookedUpUsers } from '../../../../src/host/rest/wire-bulk.ts';
import { longList } from '../../../licensing/long-list.ts';
import { BulkDesk } from '../support/bulk-desk.ts';
import { type Kind, TestHost } from '../support/test-host.ts';

for (const kind of ['embedded', 'server'] satisfies Kind[]) {
  describe(`BX-14: a file of 5,000 lines, ${kind}`, () => {
    test('BX-14 byte order mark, semicolons, quotes, mixed case, names with commas, duplicates: the buckets are exact', async () => {
      const host = await TestHost.open(kind);
      try {
        const { users, bytes, expected } = longList(5_000);
        const rows = users.map(({ id: _, ...user }) => user);
        const loginOf = new Map(users.map(({ id, login }) => [id, login]));
        for (let from = 0; from < rows.length; from += 1_000) {
          await host.database.db.insertInto('app_user').values(rows.slice(from, from + 1_000)).execute();
        }
        const { client } = new BulkDesk(await host.signedIn());
        const { maxLookup } = bulkCapabilities.parse((await client.send('GET', '/licensing/v1/capabilities')).body).bulk!;
        const { entries } = parseList(decodeList(bytes)!);
        const terms = [...new Map(entries.map(({ term }) => [keyOf(term), term])).values()];
        const found = new Map<string, readonly LicensedUser[]>();
        for (let from = 0; from < terms.length; from += maxLookup) {
          const { body } = await client.send('POST', '/licensing/v1/users/lookup', { terms: terms.slice(from, from + maxLookup) });
          for (const one of lookedUpUsers.parse(body).items) found.set(keyOf(one.term), one.users);
        }
        const sorted = sortBasket(entries.map((entry, id) => ({ ...entry, id, picked: null })), found, new Map());
        assert.deepEqual(
          new Map(sorted.map(({ entry, bucket, user }) => [entry.line, { bucket, userId: user?.login ?? null }])),
          new Map([...expected].map(([line, { bucket, userId }]) => [line, { bucket, userId: userId && loginOf.get(userId) }])),
        );
      } finally {
        await host.close();
      }
    });
  });
}
