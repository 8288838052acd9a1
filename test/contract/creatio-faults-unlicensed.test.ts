import { grant, recall } from './bulk-rig.ts';
import { faultGrid } from './creatio-fault-grid.ts';

faultGrid('a grant and a recall by an administrator without a license', {
  settings: { adminLicensed: false },
  plan: (trial, { scarce, held }) => trial.plan(grant(scarce), recall(held)),
  writes: { grant: 2, recall: 2 },
});
