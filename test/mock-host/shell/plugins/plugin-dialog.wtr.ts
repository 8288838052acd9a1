import { expect, fixture, html } from '@open-wc/testing';
import { LitElement } from 'lit';
import type { GrantRecallView } from '../../../../src/host/host-services.ts';
import { dialogPlace } from '../../../../mock-host/shell/plugins/dialog-place.ts';
import { PluginDialog } from '../../../../mock-host/shell/plugins/plugin-dialog.ts';
import type { LeaveGuard } from '../../../../mock-host/shell/routing/router.ts';
import { loadText } from '../../../../mock-host/shell/text/text.ts';
import { until } from '../../../support/until.ts';
import { supervisor } from '../support/fake-fetch.ts';
import { type FakeMount, pluginContext } from '../support/plugin-context.ts';

const entryUrl = new URL('../support/fake-plugin.js', import.meta.url).href;
const { mounts } = (await import(entryUrl)) as { mounts: FakeMount[] };
const text = await loadText('en');
const action = { id: 'grant', slug: 'grant', mount: 'mount', view: 'grant-recall', params: {}, title: { en: 'Grant licenses' }, order: 1, rights: ['CanManageLicUsers'] };
const catalog = {
  kind: 'ready', supported: true, hostVersion: '1.2.0', remote: null,
  manifest: { id: 'x', version: '1.0.0', hostApi: '^1.0.0', entryUrl, tabs: [], sections: [], managerTabs: [], bulkActions: [action] },
} as const;
const people: GrantRecallView = { name: 'grant-recall', users: ['u1'] };

/** A page with a button that opens the dialog above it. */
async function page(operations = supervisor.operations): Promise<{ dialog: PluginDialog; box: HTMLElement; guards: Set<LeaveGuard>; button: HTMLButtonElement; ended: () => number }> {
  const guards = new Set<LeaveGuard>();
  let ended = 0;
  const dialog = new PluginDialog((guard) => (guards.add(guard), () => guards.delete(guard)));
  const { context } = await pluginContext(operations);
  class Page extends LitElement {
    override connectedCallback(): void {
      super.connectedCallback();
      dialog.subscribe(() => this.requestUpdate());
    }
    override render(): unknown {
      return html`<button @click=${() => dialog.open(people)}>Open</button>${dialogPlace(text, catalog, context, dialog, () => ended++)}`;
    }
  }
  const tag = `test-page-${Math.random().toString(36).slice(2)}`;
  customElements.define(tag, Page);
  const box = await fixture<HTMLElement>(document.createElement(tag));
  return { dialog, box, guards, button: box.shadowRoot!.querySelector('button')!, ended: () => ended };
}

const place = (box: HTMLElement): Element | null => box.shadowRoot!.querySelector('sd-plugin-place');
const last = (): FakeMount => mounts.at(-1)!;
/** Until the plugin has been mounted once more. */
async function mountedAfter(act: () => unknown): Promise<FakeMount> {
  const before = mounts.length;
  await act();
  await until(() => mounts.length > before);
  return last();
}

describe('the plugin’s dialog above the pages', () => {
  it('CR-5 is told whom it is for, and taken away when it is finished; the focus goes back', async () => {
    const { box, button } = await page();
    button.focus();
    const { host } = await mountedAfter(() => button.click());
    expect(host.view).to.deep.equal(people);
    button.blur();
    host.close!();
    await until(() => place(box) === null);
    expect(box.shadowRoot!.activeElement).to.equal(button);
    await until(() => last().disposed === 1);
  });

  it('OT-15 tells when it has carried something out, and when it is closed: there may be news of it', async () => {
    const { button, ended } = await page();
    const { host } = await mountedAfter(() => button.click());
    host.pending!(true);
    expect(ended()).to.equal(0);
    host.pending!(false);
    expect(ended()).to.equal(1);
    host.close!();
    expect(ended()).to.equal(2);
  });

  it('leaves the focus alone when it is elsewhere by then', async () => {
    const { box, button } = await page();
    const elsewhere = document.createElement('button');
    box.after(elsewhere);
    button.focus();
    const { host } = await mountedAfter(() => button.click());
    elsewhere.focus();
    host.close!();
    await until(() => place(box) === null);
    expect(document.activeElement).to.equal(elsewhere);
  });

  it('BX-3 gives way to another one only when it has nothing to lose', async () => {
    const { dialog, box, button } = await page();
    const first = await mountedAfter(() => button.click());
    first.host.pending!(true);
    expect(await dialog.open({ name: 'grant-recall', undo: 'b1' })).to.equal(false);
    expect(first.disposed).to.equal(0);

    first.host.pending!(false);
    first.leave = async () => false;
    expect(await dialog.open({ name: 'grant-recall', undo: 'b1' })).to.equal(false);

    first.leave = async () => true;
    const second = await mountedAfter(() => dialog.open({ name: 'grant-recall', undo: 'b1' }));
    expect(second.host.view).to.deep.equal({ name: 'grant-recall', undo: 'b1' });
    expect(first.disposed).to.equal(1);
    // What is gone has no say any more.
    first.host.close!();
    await (box as LitElement).updateComplete;
    expect(place(box)).not.to.equal(null);
  });

  it('is asked before all is left, for as long as it is there', async () => {
    const { box, guards, button } = await page();
    const { host } = await mountedAfter(() => button.click());
    await until(() => guards.size === 1);
    expect([...guards][0]!.pending()).to.equal(false);
    host.pending!(true);
    expect([...guards][0]!.pending()).to.equal(true);
    host.close!();
    await until(() => place(box) === null);
    expect(guards.size).to.equal(0);
  });

  it('CR-10 is not there without the right', async () => {
    const { dialog, box } = await page(['CanViewLicenses']);
    await dialog.open(people);
    await (box as LitElement).updateComplete;
    expect(place(box)).to.equal(null);
  });
});
