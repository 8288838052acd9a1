import { aTimeout, expect, fixture, html } from '@open-wc/testing';
import type { PluginContext } from '../../../../mock-host/shell/plugins/host-services.ts';
import type { Extension, PluginManifest } from '../../../../mock-host/shell/plugins/manifest.ts';
import '../../../../mock-host/shell/plugins/plugin-place.ts';
import type { PendingChangeEvent, PluginPlace } from '../../../../mock-host/shell/plugins/plugin-place.ts';
import { loadText } from '../../../../mock-host/shell/text/text.ts';
import { until } from '../../../support/until.ts';
import { type FakeMount, pluginContext } from '../support/plugin-context.ts';

const entryUrl = new URL('../support/fake-plugin.js', import.meta.url).href;
const { mounts } = (await import(entryUrl)) as { mounts: FakeMount[] };
const extension: Extension = { id: 'licenses-tab', slug: 'licenses', mount: 'mount', view: 'licenses-tab', params: {}, title: { en: 'Licenses' }, order: 1, rights: [] };
const english = await loadText('en');

async function show(context: PluginContext, changes: { entryUrl?: string; mount?: string; subject?: { userId?: string } } = {}): Promise<PluginPlace> {
  const manifest: PluginManifest = { id: 'x', version: '1.0.0', hostApi: '^1.0.0', entryUrl: changes.entryUrl ?? entryUrl, tabs: [extension], sections: [], managerTabs: [], bulkActions: [] };
  const element = await fixture<PluginPlace>(html`<sd-plugin-place
    .text=${english}
    .context=${context}
    .manifest=${manifest}
    .extension=${{ ...extension, mount: changes.mount ?? 'mount' }}
    .subject=${changes.subject ?? { userId: '42' }}
    hostVersion="1.2.3"
    theme="light"
  ></sd-plugin-place>`);
  await until(() => element.shadowRoot!.querySelector('[role=alert], #place:not([hidden])'));
  return element;
}

const last = (): FakeMount => mounts.at(-1)!;
const words = (element: PluginPlace): string => element.shadowRoot!.textContent.replace(/\s+/g, ' ').trim();

describe('the place of a plugin', () => {
  afterEach(() => Reflect.deleteProperty(globalThis, 'fakePluginFails'));

  it('CR-2 mounts the entry with everything the contract offers', async () => {
    const { context } = await pluginContext();
    const element = await show(context);
    expect(words(element)).to.equal('for 42');
    const { host } = last();
    expect(host).to.include({ apiVersion: '1.2.3', baseUrl: '/licensing/v1', locale: 'en-US', direction: 'ltr', theme: 'light' });
    expect(host.view).to.deep.equal({ name: 'licenses-tab', userId: '42' });
    expect(host.user).to.deep.equal({ id: '1', name: 'Supervisor' });
    expect(await host.can('CanManageLicUsers')).to.equal(true);
    expect(await host.can('CanManageAdministration')).to.equal(false);
  });

  it('keeps how a person has arranged a view, and hands it back to that person alone', async () => {
    const { context } = await pluginContext();
    await show(context, { subject: {} });
    expect(last().host.view).to.deep.equal({ name: 'licenses-tab' });
    last().host.remember!('{"sort":"name"}');
    await show(context, { subject: {} });
    expect(last().host.view).to.deep.equal({ name: 'licenses-tab', remembered: '{"sort":"name"}' });
    const other = await pluginContext(undefined, { id: '2', name: 'Other', login: 'other' }, context.savedViews);
    await show(other.context, { subject: {} });
    expect(last().host.view).to.deep.equal({ name: 'licenses-tab' });
  });

  it('hands over another theme and language without mounting again', async () => {
    const { context } = await pluginContext();
    const element = await show(context);
    const count = mounts.length;
    element.theme = 'dark';
    element.text = await loadText('ar');
    await element.updateComplete;
    expect(mounts.length).to.equal(count);
    expect(last().updates.at(-1)).to.deep.equal({ locale: 'ar', direction: 'rtl', theme: 'dark' });
  });

  it('CR-4 tells of pending changes and has the plugin asked before one leaves', async () => {
    const { context, guard } = await pluginContext();
    const element = await show(context);
    const told: boolean[] = [];
    element.addEventListener('pending-change', (event) => told.push((event as PendingChangeEvent).pending));
    last().host.pending!(true);
    last().host.pending!(true);
    expect(told).to.deep.equal([true]);
    expect(guard()!.pending()).to.equal(true);
    last().leave = async () => false;
    expect(await guard()!.canLeave()).to.equal(false);
  });

  it('lets nobody be locked in by a plugin that breaks when asked', async () => {
    const { context, guard } = await pluginContext();
    await show(context);
    last().leave = () => Promise.reject(new Error('broken'));
    expect(await guard()!.canLeave()).to.equal(true);
  });

  it('takes the plugin away with itself, and with it the question', async () => {
    const { context, guard } = await pluginContext();
    const element = await show(context);
    element.remove();
    expect(last().disposed).to.equal(1);
    expect(guard()).to.equal(null);
  });

  it('mounts nothing when it is gone before the entry has arrived', async () => {
    const { context } = await pluginContext();
    const element = await fixture<PluginPlace>(html`<sd-plugin-place
      .text=${english}
      .context=${context}
      .manifest=${{ id: 'x', version: '1.0.0', hostApi: '^1.0.0', entryUrl: `${entryUrl}?later`, tabs: [extension], sections: [], managerTabs: [], bulkActions: [] }}
      .extension=${extension}
    ></sd-plugin-place>`);
    element.remove();
    const later = (await import(`${entryUrl}?later`)) as { mounts: FakeMount[] };
    await aTimeout(0);
    expect(later.mounts).to.have.length(0);
  });

  it('says that it could not be loaded, and loads on another try', async () => {
    const { context } = await pluginContext();
    Object.assign(globalThis, { fakePluginFails: true });
    const element = await show(context);
    expect(words(element)).to.contain('This could not be loaded.');
    await expect(element).to.be.accessible();
    Reflect.deleteProperty(globalThis, 'fakePluginFails');
    element.shadowRoot!.querySelector('button')!.click();
    await until(() => words(element) === 'for 42');
  });

  for (const [what, changes] of [
    ['is not there', { entryUrl: `${entryUrl}.gone` }],
    ['has no such function', { mount: 'start' }],
  ] as const) {
    it(`says so when the entry ${what}`, async () => {
      const { context } = await pluginContext();
      expect(words(await show(context, changes))).to.contain('This could not be loaded.');
    });
  }
});
