import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Kysely } from 'kysely';
import { makePlan } from '../../../../mock-host/server/plans/make-plan.ts';
import type { Tables } from '../../../../mock-host/server/database/tables.ts';
import { readPopulation } from '../../../../mock-host/server/selections/population.ts';
import { BulkDesk } from '../support/bulk-desk.ts';
import { countStatements } from '../support/count-statements.ts';
import { TestHost } from '../support/test-host.ts';

describe('BX-1: people, licenses and seats are of one moment, whatever happens while they are read', () => {
  let host: TestHost;
  let desk: BulkDesk;
  before(async () => {
    host = await TestHost.open('server');
    desk = new BulkDesk(await host.signedIn());
  });
  after(async () => {
    assert.deepEqual(host.failures, []);
    await host.close();
  });

  /** Has somebody else take a seat after each statement of some work in turn; what it answers has to fit together. */
  async function disturbed<T>(read: (db: Kysely<Tables>, selectionId: string, productId: string) => Promise<T>, check: (answer: T, productId: string) => void): Promise<void> {
    for (let when = 1, statements = when; when <= statements; when++) {
      const product = await host.product('named', 1);
      const [user] = await host.users(1);
      const selection = await desk.people([user!]);
      let done = 0;
      let answer: T | undefined;
      const kinds = await countStatements(host.database.db, async (db) => (answer = await read(db.withPlugin({
        transformQuery: ({ node }) => node,
        async transformResult({ result }) {
          if (++done === when) await host.database.exec(`insert into assignment (user_id, product_id) values ('${user}', '${product}')`);
          return result;
        },
      }), selection, product)));
      statements = kinds.length;
      check(answer!, product);
    }
  }

  test('a population', () =>
    disturbed((db, id) => readPopulation(db, id, desk.client.userId), ({ people, heldBy, products }, productId) => {
      const [held, counted] = [Object.keys(people![0]!.held).length, Object.keys(heldBy).length];
      assert.equal(held, counted);
      assert.equal(products.find(({ id }) => id === productId)!.seats.used, held);
    }));

  test('a plan', () =>
    disturbed((db, selectionId, productId) => makePlan(db, { selectionId, changes: [{ kind: 'grant', productId }], orders: {} }, desk.client.userId), ({ products: [column] }) => {
      const { counts, seats } = column!;
      assert.deepEqual([counts, seats.before.used], seats.before.used === 0 ? [{ grant: 1 }, 0] : [{ 'already-held': 1 }, 1]);
    }));
});
