import { expect } from '@open-wc/testing';
import { loadText } from '../../../../src/text/load.ts';
import type { ViewContext } from '../../../../src/ui/view-context.ts';
import { setViewport } from '../../../support/viewport.ts';
import { type Opened, context, said } from './page-rig.ts';
import { opened } from './page-states.ts';

describe('on a phone', () => {
  for (const locale of ['en', 'de', 'uk', 'ar', 'en-XA']) {
    for (const state of ['basket filled', 'basket ambiguous', 'basket choosing', 'list ticked', 'list assigning']) {
      it(`400 px: nothing is wider than the page, ${state}, in ${locale}`, async () => {
        await setViewport({ width: 400, height: 800 });
        const direction: ViewContext['direction'] = locale === 'ar' ? 'rtl' : 'ltr';
        const text = (await loadText(locale, 'selection-basket')) as NonNullable<Opened['text']>;
        const rig = await opened[state]!({ context: { ...context, locale: locale === 'en-XA' ? 'en' : locale, direction }, text });
        expect(rig.page.scrollWidth).to.be.at.most(rig.page.clientWidth);
        for (const button of rig.all('button').filter((one) => one.checkVisibility() && !one.closest('[role=grid]'))) {
          const { left, right } = button.getBoundingClientRect();
          expect([left >= 0, right <= 400], said(button)).to.deep.equal([true, true]);
        }
        rig.page.remove();
        await setViewport({ width: 1280, height: 800 });
      });
    }
  }
});
