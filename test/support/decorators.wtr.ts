import { expect, fixture } from '@open-wc/testing';
import { LitElement, html } from 'lit';
import { property, state } from 'lit/decorators.js';
import { setViewport } from './viewport.ts';

/** A canary: class fields defined the standard way would hide the decorators' accessors, and nothing would re-render. */
class DecoratorsCanary extends LitElement {
  @property({ type: Number }) seats = 1;
  @state() private open = false;

  override render() {
    return html`<button @click=${() => (this.open = !this.open)}>${this.seats} ${this.open ? 'open' : 'closed'}</button>`;
  }
}
customElements.define('test-decorators-canary', DecoratorsCanary);

it('a decorated property and a decorated state re-render on change', async () => {
  const canary = await fixture<DecoratorsCanary>('<test-decorators-canary seats="3"></test-decorators-canary>');
  const button = canary.shadowRoot?.querySelector('button');
  expect(button?.textContent).to.equal('3 closed');

  canary.seats = 4;
  await canary.updateComplete;
  expect(button?.textContent).to.equal('4 closed');

  button?.click();
  await canary.updateComplete;
  expect(button?.textContent).to.equal('4 open');
});

it('the viewport can be changed from a test', async () => {
  await setViewport({ width: 400, height: 640 });
  expect(window.innerWidth).to.equal(400);
  await setViewport({ width: 1280, height: 800 });
});
