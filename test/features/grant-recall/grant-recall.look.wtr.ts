import { expect } from '@open-wc/testing';
import { loadText } from '../../../src/text/load.ts';
import type { ViewContext } from '../../../src/ui/view-context.ts';
import { setViewport } from '../../support/viewport.ts';
import { context } from './dialog-rig.ts';
import { opened } from './dialog-states.ts';

describe('on a phone', () => {
  for (const locale of ['en', 'de', 'uk', 'ar', 'en-XA']) {
    for (const state of ['chosen', 'picking by hand', 'answer lost', 'carried out', 'minimised', 'done'] as const) {
      it(`400 px: nothing is wider than the page, ${state}, in ${locale}`, async () => {
        await setViewport({ width: 400, height: 800 });
        const direction: ViewContext['direction'] = locale === 'ar' ? 'rtl' : 'ltr';
        const rig = await opened[state]!({ context: { ...context, locale: locale === 'en-XA' ? 'en' : locale, direction }, text: await loadText(locale, 'grant-recall') });
        for (const control of rig.all('button, select, input').filter((one) => one.checkVisibility() && !one.closest('[role=grid]'))) {
          const { left, right } = control.getBoundingClientRect();
          expect([left >= 0, right <= 400], `${control.localName} ${control.textContent!.trim()} ${left}–${right}`).to.deep.equal([true, true]);
        }
        expect(rig.find('.body').scrollWidth, 'body').to.be.at.most(400);
        rig.dialog.remove();
        await setViewport({ width: 1280, height: 800 });
      });
    }
  }
});
