import { expect } from '@open-wc/testing';
import { loadText } from '../../../src/text/load.ts';
import { setViewport } from '../../support/viewport.ts';
import { company } from './company.ts';
import { said } from './dialog-rig.ts';
import { opened } from './dialog-states.ts';

describe('BX-15 the pseudo-locale shows no literal in the dialog', () => {
  for (const [state, open] of Object.entries(opened)) {
    it(state, async () => {
      const rig = await open({ text: await loadText('en-XA', 'grant-recall') });
      const ours = rig.all('h2, p, button, .quiet:not(small), strong, legend, [role=columnheader], .notice span, .steps li').filter((one) => one.checkVisibility());
      for (const words of ours.map(said)) if (/\p{L}/u.test(words)) expect(words).to.match(/\[.*\]/);
      rig.dialog.remove();
    });
  }
});

describe('hostile words in the dialog', () => {
  for (const words of ['<img src=x onerror="window.hacked = 1">', '\u202Egnp.txt', '{count, plural, other {#}}', 'x'.repeat(20_000)]) {
    it(`${words.slice(0, 30)} is plain text at every step`, async () => {
      const gateway = company();
      gateway.world.addUser({ id: 'ada', name: words, login: words, email: words }).addProduct({ id: 'calls', name: words, vendor: words }, 1);
      for (const state of ['chosen', 'picking by hand', 'done']) {
        const rig = await opened[state]!({ gateway });
        expect([rig.all('img'), 'hacked' in window]).to.deep.equal([[], false]);
        expect(rig.all('bdi, td, [role=gridcell], .name').some((one) => said(one).includes(said({ textContent: words }).slice(0, 1_000))), state).to.equal(true);
        expect(rig.find('.body').scrollWidth, state).to.be.at.most(rig.find('.body').clientWidth);
        rig.dialog.remove();
      }
    });
  }
});

describe('BX-15 text of twice the size in the dialog', () => {
  after(() => setViewport({ width: 1280, height: 800 }));
  for (const width of [1280, 400]) {
    for (const state of ['chosen', 'picking by hand', 'answer lost', 'done', 'minimised']) {
      it(`${state}, ${width} px wide: nothing that can be pressed is out of reach`, async () => {
        await setViewport({ width, height: 800 });
        const rig = await opened[state]!({});
        rig.dialog.style.setProperty('--lic-font', '28px/1.5 sans-serif');
        await rig.settle();
        for (const control of rig.all('button, select, input').filter((one) => one.checkVisibility() && !one.closest('[role=grid]'))) {
          const { left, right } = control.getBoundingClientRect();
          expect([left >= 0, right <= width], `${control.localName} ${said(control)} ${left}–${right}`).to.deep.equal([true, true]);
        }
        if (state !== 'minimised') expect(rig.find('.foot').getBoundingClientRect().bottom).to.be.at.most(800);
        rig.dialog.remove();
      });
    }
  }
});
