import { expect, fixture, html } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import '../../../../mock-host/shell/ui/popover.ts';
import type { Popover } from '../../../../mock-host/shell/ui/popover.ts';
import { until } from '../../../support/until.ts';

async function open(): Promise<{ popover: Popover; after: HTMLElement; button: HTMLButtonElement }> {
  const place = await fixture(html`<div>
    <sd-popover label="Theme"><button id="inside">Dark</button></sd-popover>
    <button id="after">After</button>
  </div>`);
  const popover = place.querySelector('sd-popover')!;
  const button = popover.shadowRoot!.querySelector('button')!;
  button.click();
  await popover.updateComplete;
  return { popover, button, after: place.querySelector('#after')! };
}

const isOpen = (button: HTMLButtonElement): boolean => button.getAttribute('aria-expanded') === 'true';

describe('popover', () => {
  it('opens by its button, says so, and has a name', async () => {
    const { popover, button } = await open();
    expect(isOpen(button)).to.equal(true);
    expect(popover.querySelector('#inside')!.checkVisibility()).to.equal(true);
    await expect(popover).to.be.accessible();
  });

  it('closes by Esc and gives the focus back to its button', async () => {
    const { popover, button } = await open();
    popover.querySelector<HTMLElement>('#inside')!.focus();
    await sendKeys({ press: 'Escape' });
    await popover.updateComplete;
    expect(isOpen(button)).to.equal(false);
    expect(popover.shadowRoot!.activeElement).to.equal(button);
  });

  it('closes when the focus leaves it, not when it moves inside', async () => {
    const { popover, button, after } = await open();
    popover.querySelector<HTMLElement>('#inside')!.focus();
    await popover.updateComplete;
    expect(isOpen(button)).to.equal(true);
    after.focus();
    await popover.updateComplete;
    expect(isOpen(button)).to.equal(false);
  });

  it('closes by a click elsewhere', async () => {
    const { button, after } = await open();
    after.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true, composed: true }));
    await until(() => !isOpen(button), 'it is closed');
  });
});
