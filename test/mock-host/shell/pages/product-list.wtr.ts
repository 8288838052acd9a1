import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import type { Directory } from '../../../../mock-host/shell/api/directory.ts';
import '../../../../mock-host/shell/pages/product-list.ts';
import { loadText } from '../../../../mock-host/shell/text/text.ts';

it('BX-15 right to left, a vendor stands below its product, at the same edge', async () => {
  const product = { id: 'chat', name: 'Chat2Desk connector', vendor: 'Chat2Desk', type: 'named', paid: 5, used: 2, available: 3, termState: 'current', due: null };
  const directory = { products: async () => [product] } as unknown as Directory;
  const text = await loadText('ar');
  const list = await fixture(html`<sd-product-list dir="rtl" .text=${text} .directory=${directory}></sd-product-list>`);
  await waitUntil(() => list.shadowRoot!.querySelector('.vendor'));
  const edges = [...list.shadowRoot!.querySelectorAll('bdi')].map((words) => {
    const range = document.createRange();
    range.selectNodeContents(words);
    return Math.round(range.getBoundingClientRect().right);
  });
  expect(edges.length).to.equal(2);
  expect(edges[0]).to.equal(edges[1]);
});
