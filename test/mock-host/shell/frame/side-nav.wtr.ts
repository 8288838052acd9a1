import { expect, fixture, html } from '@open-wc/testing';
import { navLinks } from '../../../../mock-host/shell/frame/nav-links.ts';
import '../../../../mock-host/shell/frame/side-nav.ts';
import type { CatalogState } from '../../../../mock-host/shell/plugins/catalog.ts';
import { type Route, parseRoute } from '../../../../mock-host/shell/routing/routes.ts';
import { loadText } from '../../../../mock-host/shell/text/text.ts';

const section = { id: 'session-manager', slug: 'session-manager', mount: 'mount', view: 'v', params: {}, title: { en: 'Session manager', de: 'Sitzungen' }, order: 1, rights: ['CanManageAdministration'] };
const catalog: CatalogState = {
  kind: 'ready', supported: true, hostVersion: '1.2.0', remote: null,
  manifest: { id: 'x', version: '1.0.0', hostApi: '^1.0.0', entryUrl: 'x', tabs: [], sections: [section], managerTabs: [], bulkActions: [] },
};
const at = (path: string): Route => parseRoute(new URL(path, 'http://host.test'));
const may = (...operations: string[]) => ({ can: (operation: string) => operations.includes(operation) });

async function links(path: string, options: { language?: 'en' | 'de'; catalog?: CatalogState; operations?: string[] } = {}): Promise<{ nav: HTMLElement; names: string[]; current: string | undefined }> {
  const text = await loadText(options.language ?? 'en');
  const list = navLinks(text, options.catalog ?? catalog, may(...(options.operations ?? ['CanManageAdministration'])), at(path));
  const nav = await fixture<HTMLElement>(html`<sd-side-nav .text=${text} .links=${list}></sd-side-nav>`);
  const all = [...nav.shadowRoot!.querySelectorAll('a')];
  return { nav, names: all.map((link) => link.textContent.trim()), current: all.find((link) => link.ariaCurrent === 'page')?.getAttribute('href') ?? undefined };
}

describe('the navigation', () => {
  it('QT-6 has the sections of plugins after the host’s own, in the administrator’s language', async () => {
    const { nav, names, current } = await links('/sections/session-manager');
    expect(names).to.deep.equal(['System users', 'License manager', 'Session manager']);
    expect(current).to.equal('/sections/session-manager');
    await expect(nav).to.be.accessible();
    expect((await links('/', { language: 'de' })).names.at(-1)).to.equal('Sitzungen');
  });

  it('says of one section at most that one is there', async () => {
    const other = { ...section, id: 'audit', slug: 'audit', title: { en: 'Audit log' } };
    const both = { ...catalog, manifest: { ...catalog.manifest, sections: [section, other] } };
    const { names, current } = await links('/sections/audit', { catalog: both });
    expect(names.slice(-2)).to.deep.equal(['Session manager', 'Audit log']);
    expect(current).to.equal('/sections/audit');
    expect((await links('/', { catalog: both })).current).to.equal(undefined);
  });

  it('CR-10 leaves out what the administrator may not see', async () => {
    expect((await links('/', { operations: ['CanViewLicenses'] })).names).to.deep.equal(['System users', 'License manager']);
  });

  it('has its own sections while the manifest is not there', async () => {
    for (const state of [{ kind: 'loading' }, { kind: 'failed', reason: null }] as const) {
      expect((await links('/users/1/roles', { catalog: state })).names).to.have.length(2);
    }
    expect((await links('/users/1/roles')).current).to.equal('/users');
  });
});
