import { recall } from './bulk-rig.ts';
import { faultGrid } from './creatio-fault-grid.ts';
import { contractSettings } from './creatio-host.ts';

faultGrid('a recall of what was given by hand and through a role', {
  settings: contractSettings['Creatio 8.1.3 on .NET'],
  plan: (trial, { held }) => trial.plan(recall(held)),
  writes: { grant: 0, recall: 2 },
});
