import { expect } from '@open-wc/testing';
import { loadText } from '../../../../src/text/load.ts';
import { crowd } from './crowd.ts';
import { type Opened, said } from './page-rig.ts';
import { basket, licenses, opened } from './page-states.ts';

describe('BX-15 the pseudo-locale shows no literal', () => {
  for (const [state, open] of Object.entries(opened)) {
    it(state, async () => {
      const rig = await open({ text: (await loadText('en-XA', 'selection-basket')) as NonNullable<Opened['text']> });
      for (const words of textsOf(rig.page.shadowRoot!)) expect(words).to.match(/^(\[.*\]|[\d:.,/\s·]+)$/);
      rig.page.remove();
    });
  }
});

describe('hostile words', () => {
  for (const words of ['<img src=x onerror="window.hacked = 1">', '\u202Egnp.txt', '{count, plural, other {#}}', 'x'.repeat(50_000)]) {
    it(`${words.slice(0, 30)} is plain text everywhere`, async () => {
      const gateway = crowd();
      gateway.world.addUser({ id: 'bad', name: words, login: 'bad', email: 'bad@example.com' });
      gateway.world.addProduct({ id: 'bad', name: words, vendor: words });
      for (const rig of [await basket({ gateway }), await licenses({ gateway })]) {
        if (rig.all('textarea').length) {
          await rig.type(rig.find('textarea'), `bad\n${words.replaceAll(/[,;]/g, '')}`);
          await rig.click(rig.find('textarea + .bar button'));
          await rig.until(() => rig.all('.body [role=row]').length, 'looked up');
        }
        expect([rig.all('img'), 'hacked' in window]).to.deep.equal([[], false]);
        expect(rig.rows().flat().some((cell) => cell.includes(said({ textContent: words })))).to.equal(true);
        expect(rig.page.scrollWidth).to.be.at.most(rig.page.clientWidth);
        rig.page.remove();
      }
    });
  }
});

/** Everything that is written by us and not by the host's people, text by text. */
function textsOf(root: Node): string[] {
  const found: string[] = [];
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node instanceof Element) {
      if (node.shadowRoot) found.push(...textsOf(node.shadowRoot));
      continue;
    }
    const words = said(node as Text);
    if (words && !node.parentElement!.closest('bdi, style, .body, textarea') && node.parentElement!.checkVisibility()) found.push(words);
  }
  return found;
}
