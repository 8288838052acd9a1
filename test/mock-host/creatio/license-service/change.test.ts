import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { TestClient } from '../../server/support/test-client.ts';
import { CreatioDesk } from '../creatio-desk.ts';

const seats = 20;
const administrators = 24;

for (const kind of ['embedded', 'server'] as const) {
  describe(`a rush for seats from both sides, ${kind}`, () => {
    let desk: CreatioDesk;
    let clients: TestClient[];
    before(async () => {
      desk = await CreatioDesk.open(kind);
      clients = await Promise.all(Array.from({ length: administrators }, () => desk.host.signedIn()));
    });
    after(() => desk.host.close());

    test('CR-8 BX-2: through AddUsersPackages, UpdateLicenseInfo and the licensing API at once as many are granted as there are seats', async () => {
      const product = await desk.host.product('named', seats);
      const users = await desk.host.users(administrators * 2);
      await Promise.all(
        clients.map(async (client, at) => {
          const [first, second] = [users[at * 2]!, users[at * 2 + 1]!];
          if (at % 3 === 0) return desk.license('AddUsersPackages', { userIds: [first, second], packageIds: [product] }, client);
          if (at % 3 === 1) return desk.administration('UpdateLicenseInfo', { userId: first, licenseItems: JSON.stringify({ [product]: true }) }, client);
          return client.change('grant', first, product);
        }),
      );
      const { used, assigned } = await desk.host.figures(product);
      assert.deepEqual([used, assigned, (await desk.host.historyOf(product)).length], [seats, seats, seats]);
      assert.deepEqual(await desk.host.discrepancies(), []);
      assert.deepEqual(desk.host.failures, []);
    });

    test('BX-2: the same users and products in opposite orders do not stop each other', async () => {
      const products = await Promise.all([1, 2, 3].map(() => desk.host.product('named', 30)));
      const users = await desk.host.users(20);
      await Promise.all(
        clients.slice(0, 8).map(async (client, at) => {
          const userIds = at % 2 ? users : users.toReversed();
          const packageIds = at % 2 ? products : products.toReversed();
          const { body } = await desk.license('AddUsersPackages', { userIds, packageIds }, client);
          assert.deepEqual(body, { success: true, errorInfo: null });
        }),
      );
      for (const product of products) assert.equal((await desk.host.historyOf(product)).length, users.length, 'each pair was granted once');
      assert.deepEqual(desk.host.failures, []);
    });
  });
}
