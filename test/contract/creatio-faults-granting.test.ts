import { grant } from './bulk-rig.ts';
import { faultGrid } from './creatio-fault-grid.ts';
import { contractSettings } from './creatio-host.ts';

faultGrid('a grant of two packages to four people, of one a seat too few', {
  settings: contractSettings['Creatio 8.1.3 on .NET'],
  plan: (trial, { roomy, scarce }) => trial.plan(grant(roomy), grant(scarce)),
  writes: { grant: 4, recall: 0 },
});
