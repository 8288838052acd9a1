import { expect, fixture, html } from '@open-wc/testing';
import '../../../../mock-host/shell/ui/toasts.ts';
import type { Toasts } from '../../../../mock-host/shell/ui/toasts.ts';

const shown = (toasts: Toasts): string[] => [...toasts.shadowRoot!.querySelectorAll('.toast span')].map((toast) => toast.textContent);

describe('toasts', () => {
  it('are read out, stay together to three, and close one by one', async () => {
    const toasts = await fixture<Toasts>(html`<sd-toasts close-label="Close"></sd-toasts>`);
    for (const text of ['One', 'Two', 'Three', 'Four']) toasts.show({ kind: 'error', text });
    await toasts.updateComplete;
    expect(toasts.shadowRoot!.querySelector('[role=status]')!.textContent).to.contain('Four');
    expect(shown(toasts)).to.deep.equal(['Two', 'Three', 'Four']);
    toasts.shadowRoot!.querySelectorAll('button')[1]!.click();
    await toasts.updateComplete;
    expect(shown(toasts)).to.deep.equal(['Two', 'Four']);
    await expect(toasts).to.be.accessible();
  });

  it('show hostile words as text', async () => {
    const toasts = await fixture<Toasts>(html`<sd-toasts close-label="Close"></sd-toasts>`);
    toasts.show({ kind: 'success', text: '<img src=x onerror=alert(1)>' });
    await toasts.updateComplete;
    expect(toasts.shadowRoot!.querySelector('img')).to.equal(null);
    expect(shown(toasts)).to.deep.equal(['<img src=x onerror=alert(1)>']);
  });
});
