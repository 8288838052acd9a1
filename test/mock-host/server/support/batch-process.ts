import { openDatabase } from '../../../../mock-host/server/database/open.ts';
import { serveHost } from './serve-host.ts';
import { TestHost } from './test-host.ts';

/** A process that serves the host's API over the PostgreSQL of its argument. Prints its address. `/failures` is what it reported. */
const host = new TestHost(await openDatabase({ url: process.argv[2]! }));
host.app.get('/failures', (context) => context.json(host.failures.map(String)));
serveHost(host, (url) => process.stdout.write(`${url}\n`));
