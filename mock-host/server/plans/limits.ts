import type { Wire } from '../../../src/host/rest/wire.ts';
import type * as wire from '../../../src/host/rest/wire-bulk.ts';

/** What this host can do about many users at once: as many as the largest company of ours has, its administrators included. */
export const bulkCapabilities: NonNullable<Wire<typeof wire.bulkCapabilities>['bulk']> = { maxApply: 5_000, maxLookup: 2_000, maxSelection: 110_000, savedSets: true };

/** Up to so many people are handed over with a selection; more are planned for here. */
export const MOST_PEOPLE = 1_000;
/** Most cells of a plan: that many people and ten products. */
export const MOST_CELLS = 1_100_000;
