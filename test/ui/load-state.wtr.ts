import { expect, fixture, html } from '@open-wc/testing';
import { notice, skeleton } from '../../src/ui/load-state.ts';

it('a sentence with something to do about it is read out at once', async () => {
  let acted = 0;
  const shown = await fixture(notice('It broke.', { label: 'Try again', act: () => acted++ }));
  expect(shown.getAttribute('role')).to.equal('alert');
  expect(shown.textContent).to.contain('It broke.');
  shown.querySelector('button')!.click();
  expect(acted).to.equal(1);
  await expect(shown).to.be.accessible();
});

it('a mere sentence is a note without a button', async () => {
  const shown = await fixture(notice('<b>Nothing</b> here.'));
  expect([shown.getAttribute('role'), shown.querySelector('button')]).to.deep.equal(['note', null]);
  expect(shown.textContent).to.contain('<b>Nothing</b> here.');
});

it('a skeleton says what is being loaded', async () => {
  const shown = await fixture(html`<div>${skeleton('Loading…')}</div>`);
  expect(shown.firstElementChild!.ariaLabel).to.equal('Loading…');
  await expect(shown).to.be.accessible();
});
