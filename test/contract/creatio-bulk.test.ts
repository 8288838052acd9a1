import { bulkContract } from './bulk-contract.ts';
import { creatioBulkHost } from './creatio-bulk-host.ts';
import { contractSettings } from './creatio-host.ts';

const name = 'Creatio 8.1.3 on .NET';
bulkContract(name, () => creatioBulkHost(contractSettings[name]));
