import { openDatabase } from '../../../../mock-host/server/database/open.ts';
import { serveHost } from './serve-host.ts';
import { TestHost, licenseAdmin } from './test-host.ts';

/**
 * A process that serves the host's API over a database with 600 people, and is killed by its parent. Argument: the connection
 * string. Prints one line of JSON when it is ready. `/check?batch=` answers what only the database knows.
 */
const PEOPLE = 600;
const [url = ''] = process.argv.slice(2);
const host = new TestHost(await openDatabase({ url }));

if (!(await host.rows('select id from product')).length) {
  await host.user({ login: 'killer', operations: licenseAdmin });
  await host.users(PEOPLE);
  await host.product('named', 500, 'Scarce');
  await host.product('server', 0, 'Plenty');
}
const [killer] = await host.rows<{ id: string }>(`select id from app_user where login = 'killer'`);
const client = await host.signedIn([], killer!.id);
const userIds = (await host.rows<{ id: string }>(`select id from app_user where login <> 'killer' and kind = 'person' order by login limit ${PEOPLE}`)).map(({ id }) => id);
const productIds = (await host.rows<{ id: string }>('select id from product order by name desc')).map(({ id }) => id);

host.app.get('/check', async (context) => {
  const batch = context.req.query('batch')!.replace(/[^0-9a-f-]/g, '');
  return context.json({
    discrepancies: await host.discrepancies(),
    history: await host.rows(`select change, user_id, product_id from history where batch_id = '${batch}' order by user_id, product_id`),
    held: await host.rows('select user_id, product_id from assignment where recalled_at is null order by user_id, product_id'),
    failures: host.failures.map(String),
  });
});
serveHost(host, (address) => {
  process.stdout.write(`${JSON.stringify({ url: address, cookie: client.cookie, csrfToken: client.csrfToken, userIds, productIds })}\n`);
});
