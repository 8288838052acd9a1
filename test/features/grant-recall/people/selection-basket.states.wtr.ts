import { expect } from '@open-wc/testing';
import { context } from './page-rig.ts';
import { opened } from './page-states.ts';

describe('BX-15 every state is accessible', () => {
  for (const [state, open] of Object.entries(opened).filter(([name]) => name.startsWith('basket'))) {
    for (const [theme, direction] of [['light', 'ltr'], ['dark', 'rtl']] as const) {
      it(`${state}, ${theme}, ${direction}`, async () => {
        const rig = await open({ context: { ...context, theme, direction } });
        await expect(rig.page).to.be.accessible();
        rig.page.remove();
      });
    }
  }
});
