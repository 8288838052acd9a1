import { bulkContract } from './bulk-contract.ts';
import { creatioBulkHost } from './creatio-bulk-host.ts';
import { contractSettings } from './creatio-host.ts';

for (const [name, settings] of Object.entries(contractSettings)) bulkContract(name, () => creatioBulkHost(settings));
