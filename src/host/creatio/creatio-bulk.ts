import type { BulkCapabilities, BulkGateway } from '../../licensing/bulk-gateway.ts';
import type { BatchJournal } from './batch-journal.ts';
import { MOST_APPLY } from './batches/apply.ts';
import { createBatches } from './batches/batches.ts';
import { chooses, createChoosing } from './choosing.ts';
import { type CreatioApi, createCreatioApi } from './creatio-api.ts';
import type { CreatioOptions } from './creatio-options.ts';
import { createDirectory } from './directory.ts';
import { openKept } from './kept/open-kept.ts';
import { createPlanning } from './planning.ts';
import { wait } from './wait.ts';

const capabilities: BulkCapabilities = { ...chooses, maxApply: MOST_APPLY, keeps: 'browser', activity: false, roles: false };
/** Users of a write: enough to be fast, few enough to be looked up again when it is not answered. */
const WRITE_USERS = 500;

/** The part of the gateway that is about many users at once, for Creatio. Who may not do something is told so by Creatio, when it is asked. */
export function createCreatioBulk(options: CreatioOptions): BulkGateway {
  return bulkOver(createCreatioApi(options), options);
}

/** The same, however Creatio is asked. */
export function bulkOver(api: CreatioApi, options: CreatioOptions): BulkGateway {
  const { user, now = Date.now, pause = wait, writeUsers = WRITE_USERS } = options;
  const directory = createDirectory(api, options);
  const kept = openKept(options);
  const { selected, ...choosing } = createChoosing({ directory, kept, now });
  // Plans are made of batches, and batches of plans.
  const journal: BatchJournal = { appliedItems: (batchId) => batches.appliedItems(batchId) };
  const { keptPlan, ...planning } = createPlanning({ directory, kept, now, journal, selected });
  const batches = createBatches({ api, directory, kept, plans: { selected, keptPlan }, user, now, pause, writeUsers });
  const { appliedItems: _own, ...applying } = batches;
  return { bulkCapabilities: async () => capabilities, ...choosing, ...planning, ...applying };
}
