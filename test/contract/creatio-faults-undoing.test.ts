import { grant, recall } from './bulk-rig.ts';
import { faultGrid } from './creatio-fault-grid.ts';
import { contractSettings } from './creatio-host.ts';

faultGrid('an undo of a grant and a recall', {
  settings: contractSettings['Creatio 8.1.1 on .NET Framework'],
  async plan(trial, { roomy, held }) {
    const batch = await trial.plan(grant(roomy), recall(held));
    await trial.apply(batch);
    return trial.planUndo(batch);
  },
  writes: { grant: 2, recall: 2 },
});
