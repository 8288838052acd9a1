import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { openDatabase } from '../../../../mock-host/server/database/open.ts';
import { type Outcome, type TestClient, item } from '../support/test-client.ts';
import { type Kind, TestHost } from '../support/test-host.ts';

const administrators = 200;
const seats = 50;

for (const kind of ['embedded', 'server'] satisfies Kind[]) {
  describe(`a rush for seats, ${kind}`, () => {
    let host: TestHost;
    before(async () => {
      host = await TestHost.open(kind);
    });
    after(() => host.close());

    async function rush(clients: readonly TestClient[]): Promise<void> {
      const product = await host.product('named', seats);
      const users = await host.users(clients.length);
      const pollers = await Promise.all(Array.from({ length: 4 }, () => host.signedIn()));
      const wrong: unknown[] = [];
      const look = async (poller: TestClient) => {
        const { body } = await poller.get<{ items: { id: string; seats: { paid: number; used: number; available: number } }[] }>('/licensing/v1/products');
        const { paid, used, available } = body.items.find(({ id }) => id === product)!.seats;
        if (used + available !== paid || paid !== seats) wrong.push({ paid, used, available });
      };
      const outcomes: Outcome[] = await Promise.all(clients.map(async (client, index) => {
        const outcome = await client.change('grant', users[index]!, product);
        // While others still wait for theirs: so many times, however a machine shares its time among them.
        if (index % 5 === 0) await look(pollers[index % pollers.length]!);
        return outcome;
      }));

      const ends = outcomes.map(({ outcome, effect, code }) => `${outcome} ${effect} ${code}`);
      assert.equal(ends.filter((end) => end === 'applied grant null').length, seats);
      assert.equal(ends.filter((end) => end === 'skipped no-seat null').length, clients.length - seats);
      assert.deepEqual(wrong, [], 'used + available = paid at each of 40 moments');
      for (const { seats: after } of outcomes) assert.equal(after!.used + after!.available!, seats);
      const { used, assigned } = await host.figures(product);
      assert.deepEqual([used, assigned, (await host.historyOf(product)).length], [seats, seats, seats]);
      assert.deepEqual(await host.discrepancies(), []);
      assert.deepEqual(host.failures, []);
    }

    test('CR-8 BX-2: 200 administrators save at once for 50 free seats: 50 get one, 150 are told that none is left', async () => {
      await rush(await Promise.all(Array.from({ length: administrators }, () => host.signedIn())));
    });

    if (kind === 'server') {
      test('CR-8 BX-2: the same when they come through two applications on one database, each with its own connections', async () => {
        const second = await openDatabase({ url: host.url });
        try {
          const other = new TestHost(second);
          const clients = await Promise.all(Array.from({ length: administrators }, (_, index) => (index % 2 ? host : other).signedIn(['CanViewLicenses', 'CanManageLicUsers'])));
          await rush(clients);
          assert.deepEqual(other.failures, []);
        } finally {
          await second.close();
        }
      });
    }

    test('BX-2: batches that touch the same users and products in opposite orders do not stop each other', async () => {
      const products = await Promise.all([1, 2, 3].map(() => host.product('named', 20)));
      const users = await host.users(10);
      const items = users.flatMap((user) => products.map((product) => item('grant', user, product)));
      const clients = await Promise.all(Array.from({ length: 8 }, () => host.signedIn()));
      const answers = await Promise.all(clients.map((client, index) => client.batch(index % 2 ? items : items.toReversed())));
      const applied = answers.flat().filter(({ outcome }) => outcome === 'applied');
      assert.equal(applied.length, items.length, 'each pair was granted by exactly one of them');
      assert.ok(answers.flat().every(({ outcome, effect }) => outcome === 'applied' || effect === 'already-held'));
      assert.deepEqual(host.failures, []);
    });
  });
}
