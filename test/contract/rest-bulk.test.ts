import { bulkContract } from './bulk-contract.ts';
import { restBulkHost } from './rest-bulk-host.ts';

for (const kind of ['embedded', 'server'] as const) bulkContract(`The licensing API on the ${kind} database`, () => restBulkHost(kind));
