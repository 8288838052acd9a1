import { expect } from '@open-wc/testing';
import { LicensingError } from '../../../src/licensing/errors.ts';
import { loadText } from '../../../src/text/load.ts';
import { setViewport } from '../../support/viewport.ts';
import { TabRig, company, context } from './tab-rig.ts';

const chat = 'Chat2Desk connector';

describe('what went wrong', () => {
  for (const width of [1200, 400]) {
    it(`stays in sight at ${width} px, however far the rows are scrolled`, async () => {
      await setViewport({ width, height: 320 });
      const rig = await TabRig.open();
      rig.box('Sales, concurrent').scrollIntoView({ block: 'center' });
      await rig.click(rig.box('Sales, concurrent'));
      rig.gateway.before = () => {
        throw new LicensingError('offline');
      };
      await rig.click(rig.button('Save'));
      const notice = rig.root.querySelector('.notice')!;
      const { top, bottom, left } = notice.getBoundingClientRect();
      expect([top >= 0, bottom <= innerHeight]).to.deep.equal([true, true]);
      expect(notice.contains(rig.root.elementFromPoint(left + 8, top + 8)), 'covered').to.equal(true);
      rig.tab.remove();
      await setViewport({ width: 800, height: 600 });
    });
  }
});

/** Words of ours that stand on two lines. */
function broken(root: ShadowRoot): string[] {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  const found: string[] = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node.parentElement?.closest('bdi, style, option')) continue;
    for (const { 0: word, index } of node.textContent!.matchAll(/\S+/g)) {
      range.setStart(node, index);
      range.setEnd(node, index + word.length);
      if (new Set([...range.getClientRects()].map(({ top }) => top)).size > 1) found.push(word);
    }
  }
  return found;
}

describe('BX-15 in every language', () => {
  for (const locale of ['en', 'de', 'uk', 'ar']) {
    for (const [width, font] of [[1118, 14], [845, 14], [400, 14], [400, 24], [342, 24]] as const) {
      it(`no word of ours is broken, ${locale}, ${width} px, text of ${font} px`, async () => {
        await setViewport({ width, height: 800 });
        const gateway = company().hold('p1', 'future');
        for (const id of ['x', 'y', 'z']) gateway.addProduct({ id, name: id, type: 'concurrent' }, 1);
        const rig = await TabRig.open({ gateway, text: await loadText(locale, 'licenses-tab'), context: { ...context, locale, direction: locale === 'ar' ? 'rtl' : 'ltr' } });
        rig.tab.style.cssText = `--crt-body-2-font: ${font}px/1.5 system-ui; position: absolute; inset: 0;`;
        for (const name of [chat, 'File manager', 'x']) await rig.click(rig.box(name));
        expect(broken(rig.root)).to.deep.equal([]);
        expect(rig.tab.scrollWidth).to.be.at.most(rig.tab.clientWidth);
        const [cancel, save] = rig.root.querySelectorAll('.foot button');
        if (width >= 400) expect(cancel!.getBoundingClientRect().top).to.equal(save!.getBoundingClientRect().top);
        rig.tab.remove();
        await setViewport({ width: 800, height: 600 });
      });
    }
  }
});

describe('BX-15 the look', () => {
  it('the mark of sorting is not read out: `aria-sort` says it', async () => {
    const rig = await TabRig.open();
    expect(getComputedStyle(rig.button('Product'), '::after').content).to.match(/\/ ""$/);
    await rig.click(rig.button('Product'));
    expect(getComputedStyle(rig.button('Product'), '::after').content).to.match(/\/ ""$/);
  });

  it('right to left, the mark between product and vendor stands between them', async () => {
    await setViewport({ width: 1400, height: 600 });
    const rig = await TabRig.open({ context: { ...context, direction: 'rtl' } });
    const [name, vendor] = rig.row(chat).querySelectorAll('bdi');
    const words = document.createRange();
    words.selectNodeContents(vendor!);
    const gap = name!.getBoundingClientRect().left - words.getBoundingClientRect().right;
    expect(gap).to.be.greaterThan(6);
    await setViewport({ width: 800, height: 600 });
  });

  it('check boxes and what is pressed with them are 24 px high, and grow with the text', async () => {
    const rig = await TabRig.open();
    const heights = [...rig.root.querySelectorAll('label, button, input[type=search]')].map((target) => target.getBoundingClientRect().height);
    expect(Math.min(...heights)).to.be.at.least(24);
    const before = rig.box(chat).getBoundingClientRect().width;
    rig.tab.style.setProperty('--crt-body-2-font', '1.75rem/1.5 system-ui');
    expect(rig.box(chat).getBoundingClientRect().width).to.be.closeTo(before * 2, 1);
  });

  for (const theme of ['light', 'high-contrast'] as const) {
    it(`a button that can’t be pressed is told by more than its colour, ${theme}`, async () => {
      const rig = await TabRig.open({ context: { ...context, theme } });
      const border = (): string => getComputedStyle(rig.button('Cancel')).borderTopStyle;
      const idle = border();
      await rig.click(rig.box(chat));
      expect(border()).not.to.equal(idle);
    });
  }
});
