import { expect } from '@open-wc/testing';
import { loadText } from '../../../src/text/load.ts';
import type { ViewContext } from '../../../src/ui/view-context.ts';
import { setViewport } from '../../support/viewport.ts';
import { ManagerRig } from './manager-rig.ts';
import { endAll, opened } from './manager-states.ts';
import { context, office } from './office.ts';

describe('BX-15 the pseudo-locale shows no literal', () => {
  for (const [state, open] of Object.entries(opened)) {
    it(state, async () => {
      const rig = await open({ context, text: await loadText('en-XA', 'session-manager') });
      await rig.settle();
      for (const said of rig.texts()) expect(said).to.match(/^(\[.*\]|[\d:.,/\sAPM]+)$/);
      rig.manager.remove();
    });
  }
});

describe('on a phone', () => {
  for (const locale of ['en', 'de', 'uk', 'ar', 'en-XA']) {
    for (const state of ['ready', 'ended', 'ended tab', 'wrong minutes', 'asking'] as const) {
      it(`400 px: nothing is wider than the page, ${state}, in ${locale}`, async () => {
        await setViewport({ width: 400, height: 800 });
        const direction: ViewContext['direction'] = locale === 'ar' ? 'rtl' : 'ltr';
        const rig = await opened[state]!({ context: { ...context, locale: locale === 'en-XA' ? 'en' : locale, direction }, text: await loadText(locale, 'session-manager') });
        expect(rig.manager.scrollWidth).to.be.at.most(rig.manager.clientWidth);
        for (const button of rig.all('button').filter((one) => one.checkVisibility() && !one.closest('[role=grid]'))) {
          const { left, right } = button.getBoundingClientRect();
          expect([left >= 0, right <= 400], button.textContent!.trim()).to.deep.equal([true, true]);
        }
        rig.manager.remove();
        await setViewport({ width: 1280, height: 800 });
      });
    }
  }
});

describe('hostile words', () => {
  for (const words of ['<img src=x onerror="window.hacked = 1">', '\u202Egnp.txt', '{count, plural, other {#}}', 'x'.repeat(100_000)]) {
    it(`${words.slice(0, 30)} is plain text everywhere`, async () => {
      const gateway = office();
      gateway.add({ id: 'bad', userName: words, login: words, address: words, agent: words });
      const rig = await ManagerRig.open({ gateway });
      await rig.until(() => rig.rows().flat().includes(words), 'row');
      rig.find('.body [role=row] button').click();
      await endAll(rig).catch(() => {});
      expect(rig.all('img')).to.deep.equal([]);
      expect('hacked' in window).to.equal(false);
      expect(rig.manager.scrollWidth).to.be.at.most(rig.manager.clientWidth);
    });
  }
});
