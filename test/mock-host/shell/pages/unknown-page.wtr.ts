import { expect, fixture, html } from '@open-wc/testing';
import '../../../../mock-host/shell/pages/unknown-page.ts';
import { loadText } from '../../../../mock-host/shell/text/text.ts';

it('BX-15 right to left, an address that leads nowhere still reads as it was typed', async () => {
  const text = await loadText('ar');
  const page = await fixture(html`<sd-unknown-page dir="rtl" .text=${text} path="/nothing/here"></sd-unknown-page>`);
  const words = page.shadowRoot!.querySelector('p')!.firstChild!.parentElement!;
  const walker = document.createTreeWalker(words, NodeFilter.SHOW_TEXT);
  const lefts: number[] = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const from = node.textContent!.indexOf('/nothing/here');
    if (from < 0) continue;
    for (const at of [0, 1, 8, 9]) {
      const range = document.createRange();
      range.setStart(node, from + at);
      range.setEnd(node, from + at + 1);
      lefts.push(range.getBoundingClientRect().left);
    }
  }
  expect(lefts.length).to.equal(4);
  expect(lefts).to.deep.equal(lefts.toSorted((a, b) => a - b));
});
