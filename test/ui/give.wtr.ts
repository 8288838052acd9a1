import { expect, fixture, html } from '@open-wc/testing';
import { render } from 'lit';
import { give } from '../../src/ui/give.ts';

it('sets properties of the element it stands in, with each render, and leaves no trace in the markup', async () => {
  const root = await fixture(html`<div></div>`);
  const show = (value: string): unknown => render(html`<input ${give<HTMLInputElement>({ value, maxLength: 5 })} />`, root as HTMLElement);
  show('one');
  const input = root.querySelector('input')!;
  expect([input.value, input.maxLength]).to.deep.equal(['one', 5]);
  show('two');
  expect([input.value, root.querySelector('input')]).to.deep.equal(['two', input]);
  expect(input.getAttributeNames()).to.deep.equal(['maxlength']);
});
