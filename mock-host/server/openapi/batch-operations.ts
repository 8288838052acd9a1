import type * as z from 'zod/mini';
import * as bulk from '../../../src/host/rest/wire-bulk.ts';
import * as wire from '../../../src/host/rest/wire.ts';
import { ledgerQuery } from '../batches/ledger.ts';
import { batchesQuery } from '../batches/summary.ts';
import type { OperationEntry } from './operations.ts';

export const batchSchemas = {
  BatchItem: wire.batchItem,
  Batch: wire.batch,
  BatchLine: wire.batchLine,
  NewBatch: bulk.newBatch,
  BatchSummary: bulk.batchSummary,
  BatchesPage: bulk.batchesPage,
  ApplyRequest: bulk.applyRequest,
  ApplyLine: bulk.applyLine,
  LedgerPage: bulk.ledgerPage,
} satisfies Record<string, z.core.$ZodType>;

const json = (schema: keyof typeof batchSchemas, description: string): OperationEntry['answer'] => ({ type: 'application/json', schema, description });
const about = { tag: 'Changes', right: 'CanManageLicUsers' } as const;
const stands = json('BatchSummary', 'How the batch stands.');

export const batchOperations: readonly OperationEntry[] = [
  {
    ...about, method: 'post', path: '/batches', id: 'applyItems', body: 'Batch', summary: 'Grant and recall licenses at once',
    description: 'Each item ends on its own. The same batch sent again changes nothing and answers the same.',
    answer: { type: 'application/x-ndjson', schema: 'BatchLine', description: 'A BatchLine a line; the last is `end`, and without it the answer was cut.' },
    problems: [409, 413],
  },
  {
    ...about, method: 'get', path: '/batches', id: 'batches', query: batchesQuery, summary: 'Batches of everybody, latest first',
    answer: json('BatchesPage', 'A page of batches.'),
  },
  {
    ...about, method: 'get', path: '/batches/{id}', id: 'batch', summary: 'How a batch stands', answer: stands, problems: [404],
  },
  {
    ...about, method: 'put', path: '/batches/{id}', id: 'createBatch', body: 'NewBatch', summary: 'Take a batch on',
    description: 'The id is a UUID of the client\'s. Nothing is carried out yet. An item for each cell of the plan: a product after the other, of each '
      + 'those that change something first. The same again answers the same, however it stands. At most 1,100,000 items. '
      + 'A plan or selection older than a day is refused as unknown.',
    answer: stands, problems: [404, 409, 413],
  },
  {
    ...about, method: 'get', path: '/batches/{id}/items', id: 'batchItems', query: ledgerQuery, summary: 'The ledger of a batch',
    answer: json('LedgerPage', 'A page of items with how each ended, in their order.'), problems: [404],
  },
  {
    ...about, method: 'post', path: '/batches/{id}/apply', id: 'applyPlaces', body: 'ApplyRequest', summary: 'Carry out some items of a batch',
    description: 'Only whoever has made it may; at most 5,000 places at once. Each item is decided anew, and no more is done than was planned. What is '
      + 'settled is told and not done again, but for what failed with `server` or `forbidden`. Of two requests for one batch the later goes on. '
      + 'Asked for after it was stopped, a batch goes on.',
    answer: { type: 'application/x-ndjson', schema: 'ApplyLine', description: 'An ApplyLine a line; the last is `end`, and without it the answer was cut.' },
    problems: [404, 413],
  },
  {
    ...about, method: 'post', path: '/batches/{id}/settle', id: 'settleBatch', summary: 'Find out how a batch stands',
    description: 'Only whoever has made it may. Ends every earlier request that carries it out, after the transaction under way; then nothing is unknown.',
    answer: stands, problems: [404],
  },
  {
    ...about, method: 'post', path: '/batches/{id}/stop', id: 'stopBatch', summary: 'Leave the rest of a batch not attempted',
    description: 'The same as settling it, and it counts as ended until somebody goes on with it.', answer: stands, problems: [404],
  },
];
