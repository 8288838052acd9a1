import { serve } from '@hono/node-server';
import { openDatabase } from '../../../../mock-host/server/database/open.ts';
import { TestHost } from './test-host.ts';

/** A process that serves the host's API over the PostgreSQL of its argument. Prints its address. `/failures` is what it reported. */
const host = new TestHost(await openDatabase({ url: process.argv[2]! }));
host.app.get('/failures', (context) => context.json(host.failures.map(String)));
serve({ fetch: host.app.fetch, hostname: '127.0.0.1', port: 0 }, ({ port }) => process.stdout.write(`http://127.0.0.1:${port}\n`));
