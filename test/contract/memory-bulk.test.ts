import { bulkContract } from './bulk-contract.ts';
import { memoryBulkHost } from './memory-bulk-host.ts';

bulkContract('MemoryBulk', async () => memoryBulkHost());
