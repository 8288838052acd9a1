import { expect, fixture, html } from '@open-wc/testing';
import '../../../../mock-host/shell/pages/section-page.ts';
import type { SectionPage } from '../../../../mock-host/shell/pages/section-page.ts';
import type { CatalogState, PluginCatalog } from '../../../../mock-host/shell/plugins/catalog.ts';
import { loadText } from '../../../../mock-host/shell/text/text.ts';
import { Store } from '../../../../mock-host/shell/ui/store.ts';
import { until } from '../../../support/until.ts';
import { supervisor } from '../support/fake-fetch.ts';
import { type FakeMount, pluginContext } from '../support/plugin-context.ts';

const entryUrl = new URL('../support/fake-plugin.js', import.meta.url).href;
const { mounts } = (await import(entryUrl)) as { mounts: FakeMount[] };
const section = {
  id: 'session-manager', slug: 'session-manager', mount: 'mount', view: 'session-manager', params: {},
  title: { en: 'Session manager', de: 'Sitzungsmanager' }, order: 1, rights: ['CanManageAdministration'],
};
const ready: CatalogState = {
  kind: 'ready', supported: true, hostVersion: '1.2.0', remote: null,
  manifest: { id: 'x', version: '2.0.0', hostApi: '^1.0.0', entryUrl, tabs: [], sections: [section], managerTabs: [], bulkActions: [] },
};

async function show(
  options: { id?: string; catalog?: CatalogState; operations?: string[]; language?: 'en' | 'de' } = {},
): Promise<{ page: SectionPage; store: Store<CatalogState>; words: () => string; heading: () => string }> {
  const { context } = await pluginContext(options.operations ?? [...supervisor.operations, 'CanManageAdministration']);
  const store = new Store<CatalogState>(options.catalog ?? ready);
  const catalog = Object.assign(store, { load: async () => {} }) as unknown as PluginCatalog;
  const page = await fixture<SectionPage>(html`<sd-section-page
    .text=${await loadText(options.language ?? 'en')}
    .catalog=${catalog}
    .context=${context}
    section=${options.id ?? 'session-manager'}
  ></sd-section-page>`);
  const words = (): string => page.shadowRoot!.textContent.replace(/\s+/g, ' ').trim();
  return { page, store, words, heading: () => page.shadowRoot!.querySelector('sd-page-head')!.heading };
}

const place = (page: SectionPage): HTMLElement | null => page.shadowRoot!.querySelector('sd-plugin-place');

describe('the page of a section', () => {
  it('QT-6 mounts what the manifest names, under a heading in the administrator’s language', async () => {
    const { page, heading } = await show({ language: 'de' });
    await until(() => place(page)?.shadowRoot!.querySelector('#place:not([hidden])'));
    expect(heading()).to.equal('Sitzungsmanager');
    expect(document.title).to.contain('Sitzungsmanager');
    expect(mounts.at(-1)!.host.view).to.deep.equal({ name: 'session-manager' });
    await expect(page).to.be.accessible();
  });

  it('CR-10 is not there without the right to see it, nor under an unknown name', async () => {
    const count = mounts.length;
    for (const options of [{ operations: supervisor.operations }, { id: 'something' }]) {
      const { page, words } = await show(options);
      expect(words()).to.contain('There is no such section, or you may not see it.');
      expect(place(page)).to.equal(null);
      await expect(page).to.be.accessible();
    }
    expect(mounts.length).to.equal(count);
  });

  it('waits for the manifest without a word of what is not there', async () => {
    const { page, store, words, heading } = await show({ catalog: { kind: 'loading' } });
    expect(words()).not.to.contain('There is no such section');
    expect(heading()).to.equal('');
    store.set(ready);
    await page.updateComplete;
    expect(heading()).to.equal('Session manager');
    expect(place(page)).not.to.equal(null);
  });

  it('says that the manifest could not be had, and asks again on request', async () => {
    const { page, store, words } = await show({ catalog: { kind: 'failed', reason: null } });
    expect(words()).to.contain('An extension of this page could not be loaded.');
    Object.assign(store, { load: async () => store.set(ready) });
    page.shadowRoot!.querySelector('button')!.click();
    await page.updateComplete;
    expect(place(page)).not.to.equal(null);
  });

  it('refuses a plugin that needs another host, in one sentence with both versions', async () => {
    const { page, words } = await show({ catalog: { ...ready, supported: false, hostVersion: '0.9.0' } as CatalogState });
    expect(words()).to.contain('“Session manager” 2.0.0 needs version ^1.0.0 of the host’s plugin interface, and this host offers 0.9.0.');
    expect(place(page)).to.equal(null);
  });
});
