import { openDatabase } from '../../../../mock-host/server/database/open.ts';
import { serveHost } from './serve-host.ts';
import { TestHost, licenseAdmin } from './test-host.ts';

/**
 * A process that serves the host's API over a database and is killed by its parent. Arguments: `dir` or `url`, and which.
 * Prints one line of JSON when it is ready. `/check` answers what only the database knows.
 */
const [kind, place = ''] = process.argv.slice(2);
const host = new TestHost(await openDatabase(kind === 'dir' ? { dir: place } : { url: place }));
const ids = async (table: string) => (await host.rows<{ id: string }>(`select id from ${table} order by id`)).map((row) => row.id);

if (!(await ids('product')).length) {
  await host.user({ login: 'killer', operations: licenseAdmin });
  await host.users(40);
  await host.product('named', 15);
  await host.product('named', 30);
  await host.product('server', 0);
}
const [killer] = await host.rows<{ id: string }>(`select id from app_user where login = 'killer'`);
const client = await host.signedIn([], killer!.id);

const users = (await ids('app_user')).filter((id) => id !== killer!.id);
const products = await ids('product');
// Of one moment: PostgreSQL may still be at what the server before had sent when it was killed.
host.app.get('/check', async (context) =>
  context.json(await host.atOneMoment(async (moment) => ({
    discrepancies: await moment.discrepancies(),
    overIssued: await moment.rows('select product_id from product_figures where used > paid'),
    history: await moment.rows('select batch_id, change, user_id, product_id from history order by id'),
    held: await moment.rows('select user_id, product_id from assignment where recalled_at is null'),
    failures: host.failures.map(String),
  }))),
);
serveHost(host, (url) => {
  process.stdout.write(`${JSON.stringify({ url, cookie: client.cookie, csrfToken: client.csrfToken, users, products })}\n`);
});
