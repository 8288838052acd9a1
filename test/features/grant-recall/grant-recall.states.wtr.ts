import { expect } from '@open-wc/testing';
import { context } from './dialog-rig.ts';
import { opened } from './dialog-states.ts';

describe('BX-15 every state of the dialog is accessible', () => {
  for (const [state, open] of Object.entries(opened)) {
    for (const [theme, direction] of [['light', 'ltr'], ['dark', 'rtl']] as const) {
      it(`${state}, ${theme}, ${direction}`, async () => {
        const rig = await open({ context: { ...context, theme, direction } });
        await expect(rig.dialog).to.be.accessible();
        rig.dialog.remove();
      });
    }
  }
});
