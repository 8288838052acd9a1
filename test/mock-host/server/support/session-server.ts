import { openDatabase } from '../../../../mock-host/server/database/open.ts';
import { serveHost } from './serve-host.ts';
import { TestHost, itAdmin } from './test-host.ts';

/** A process that serves the host's API over the PostgreSQL at its argument. Prints one line of JSON when it is ready. */
const host = new TestHost(await openDatabase({ url: process.argv[2] ?? '' }));
const client = await host.signedIn(itAdmin);
const [user] = await host.rows<{ name: string }>(`select name from app_user where id = '${client.userId}'`);
serveHost(host, (url) => {
  const { cookie, csrfToken, sessionId } = client;
  process.stdout.write(`${JSON.stringify({ url, name: user!.name, cookie, csrfToken, sessionId })}\n`);
});
