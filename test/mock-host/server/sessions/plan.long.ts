import { test } from 'node:test';
import { readSessions, sessionsQuery } from '../../../../mock-host/server/sessions/list.ts';
import { checkPlans, fillSessions } from '../support/page-plans.ts';
import { TestHost } from '../support/test-host.ts';

test('QT-6: a page of 1,000,000 sessions is read as one of 1,000 is', async (context) => {
  const host = await TestHost.open('server');
  try {
    await fillSessions(host, 1_000_000);
    await checkPlans(host);
    for (const query of [{}, { sort: 'name' }, { limit: 5_000 }, { search: 'user.abcd' }, { search: 'nobody at all' }]) {
      const started = performance.now();
      await readSessions(host.database.db, sessionsQuery.parse(query), '');
      context.diagnostic(`${JSON.stringify(query)} in ${Math.round(performance.now() - started)} ms`);
    }
  } finally {
    await host.close();
  }
});
