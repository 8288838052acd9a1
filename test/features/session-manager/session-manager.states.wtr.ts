import { expect } from '@open-wc/testing';
import { opened } from './manager-states.ts';
import { context } from './office.ts';

describe('BX-15 every state is accessible', () => {
  for (const [state, open] of Object.entries(opened)) {
    for (const [theme, direction] of [['light', 'ltr'], ['dark', 'rtl']] as const) {
      it(`${state}, ${theme}, ${direction}`, async () => {
        const rig = await open({ context: { ...context, theme, direction } });
        await expect(rig.manager).to.be.accessible();
        rig.manager.remove();
      });
    }
  }
});
