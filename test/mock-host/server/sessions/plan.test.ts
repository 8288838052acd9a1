import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkPlans, fillSessions } from '../support/page-plans.ts';
import { TestHost } from '../support/test-host.ts';

for (const count of [1_000, 200_000]) {
  test(`QT-6: a page of ${count.toLocaleString('en')} sessions is read from an index, 26 rows for 25, however they are sorted`, async () => {
    const host = await TestHost.open('server');
    try {
      await fillSessions(host, count);
      assert.deepEqual(await host.rows('select * from session_discrepancies()'), []);
      await checkPlans(host);
    } finally {
      await host.close();
    }
  });
}
