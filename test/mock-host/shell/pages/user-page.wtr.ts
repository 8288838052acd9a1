import { expect, fixture, html } from '@open-wc/testing';
import { Directory } from '../../../../mock-host/shell/api/directory.ts';
import '../../../../mock-host/shell/pages/user-page.ts';
import type { UserPage } from '../../../../mock-host/shell/pages/user-page.ts';
import type { CatalogState, PluginCatalog } from '../../../../mock-host/shell/plugins/catalog.ts';
import { loadText } from '../../../../mock-host/shell/text/text.ts';
import { Store } from '../../../../mock-host/shell/ui/store.ts';
import { until } from '../../../support/until.ts';
import { problem, supervisor } from '../support/fake-fetch.ts';
import { pluginContext } from '../support/plugin-context.ts';

const text = await loadText('en');
const entryUrl = new URL('../support/fake-plugin.js', import.meta.url).href;
const tab = { id: 'licenses-tab', slug: 'licenses', mount: 'mount', view: 'licenses-tab', title: { en: 'Licenses' }, order: 1, rights: ['CanViewLicenses'] };
const ready = (changes: Partial<CatalogState> = {}): CatalogState =>
  ({
    kind: 'ready',
    supported: true,
    hostVersion: '1.0.0',
    manifest: { id: 'x', version: '2.0.0', hostApi: '^1.0.0', entryUrl, tabs: [tab], sections: [] },
    ...changes,
  }) as CatalogState;
const caleb = { id: '42', name: 'Caleb Jones', login: 'caleb', email: 'c@x.example', active: true, kind: 'person', jobTitle: 'Clerk', roles: [{ id: 'r', name: 'Sales' }] };

async function show(options: { tab: string; catalog?: CatalogState; operations?: string[]; status?: number }): Promise<{ page: UserPage; words: () => string; server: Awaited<ReturnType<typeof pluginContext>>['server'] }> {
  const { context, server } = await pluginContext(options.operations ?? supervisor.operations);
  server.on('GET /crm/v1/users/42', () => (options.status ? problem(options.status, 'No.') : Response.json(caleb)));
  const catalog = Object.assign(new Store<CatalogState>(options.catalog ?? ready()), { load: async () => {} }) as unknown as PluginCatalog;
  const page = await fixture<UserPage>(html`<sd-user-page
    .text=${text}
    .directory=${new Directory(context.http)}
    .catalog=${catalog}
    .context=${context}
    userId="42"
    tab=${options.tab}
  ></sd-user-page>`);
  await until(() => page.shadowRoot!.querySelector('sd-page-head')!.heading !== '');
  await page.updateComplete;
  const words = (): string => page.shadowRoot!.textContent.replace(/\s+/g, ' ').trim();
  return { page, words, server };
}

const tabsOf = (page: UserPage): string[] => [...page.shadowRoot!.querySelectorAll('[role=tab]')].map((one) => one.textContent.trim());

describe('user page', () => {
  it('CR-2 has the tab Licenses, contributed by the manifest', async () => {
    const { page } = await show({ tab: 'licenses' });
    expect(tabsOf(page)).to.deep.equal(['General', 'Roles', 'Licenses']);
    const place = page.shadowRoot!.querySelector('sd-plugin-place')!;
    await until(() => place.shadowRoot!.textContent.includes('for 42'));
    await expect(page).to.be.accessible();
  });

  it('CR-10 has no such tab for somebody without the right to see it', async () => {
    const { page, words } = await show({ tab: 'licenses', operations: [] });
    expect(tabsOf(page)).to.deep.equal(['General', 'Roles']);
    expect(words()).to.contain('There is no such tab, or you may not see it.');
    expect(page.shadowRoot!.querySelector('sd-plugin-place')).to.equal(null);
  });

  it('refuses a plugin that needs another host, in one sentence with both versions, and loads nothing of it', async () => {
    const { page, words } = await show({ tab: 'licenses', catalog: ready({ supported: false, hostVersion: '0.9.0' } as Partial<CatalogState>) });
    expect(words()).to.contain('“Licenses” 2.0.0 needs version ^1.0.0 of the host’s plugin interface, and this host offers 0.9.0.');
    expect(page.shadowRoot!.querySelector('sd-plugin-place')).to.equal(null);
    await expect(page).to.be.accessible();
  });

  it('says that an extension could not be loaded, and why, beside its own tabs', async () => {
    const { page, words } = await show({ tab: 'general', catalog: { kind: 'failed', reason: 'hostApi is not a text' } });
    expect(tabsOf(page)).to.deep.equal(['General', 'Roles']);
    expect(words()).to.contain('An extension of this page could not be loaded. hostApi is not a text');
  });

  it('marks the tab while the plugin has changes to save', async () => {
    const { page } = await show({ tab: 'licenses' });
    const place = page.shadowRoot!.querySelector('sd-plugin-place')!;
    await until(() => place.shadowRoot!.textContent.includes('for 42'));
    const { mounts } = (await import(entryUrl)) as { mounts: { host: { pending: (pending: boolean) => void } }[] };
    mounts.at(-1)!.host.pending(true);
    await page.updateComplete;
    expect(page.shadowRoot!.querySelector('#tab-licenses [role=img]')?.getAttribute('aria-label')).to.equal('Unsaved changes');
    page.tab = 'roles';
    await page.updateComplete;
    expect(page.shadowRoot!.querySelector('.dot')).to.equal(null);
  });

  it('says that a user does not exist, and offers no retry for that', async () => {
    const { page, words } = await show({ tab: 'general', status: 404 });
    expect(words()).to.contain('This does not exist, or no longer.');
    expect(page.shadowRoot!.querySelector('button')).to.equal(null);
  });

  it('offers another try when the server failed', async () => {
    const { page, server } = await show({ tab: 'general', status: 503 });
    server.on('GET /crm/v1/users/42', () => Response.json(caleb));
    page.shadowRoot!.querySelector('button')!.click();
    await until(() => page.shadowRoot!.querySelector('sd-page-head')!.heading === 'Caleb Jones');
  });

  it('lists the user’s roles', async () => {
    const { page } = await show({ tab: 'roles' });
    const roles = page.shadowRoot!.querySelector('sd-user-roles')!;
    await roles.updateComplete;
    expect(roles.shadowRoot!.textContent).to.contain('Sales');
  });
});

describe('general tab', () => {
  const accessSwitch = (page: UserPage): HTMLButtonElement => page.shadowRoot!.querySelector('sd-user-general')!.shadowRoot!.querySelector('[role=switch]')!;

  it('CR-7 deactivates the account, and the page shows it', async () => {
    const { page, server, words } = await show({ tab: 'general' });
    server.on('PUT /crm/v1/users/42/active', () => {
      server.on('GET /crm/v1/users/42', () => Response.json({ ...caleb, active: false }));
      return new Response(null, { status: 204 });
    });
    accessSwitch(page).click();
    await until(() => accessSwitch(page).getAttribute('aria-checked') === 'false');
    expect(server.requests.find(({ line }) => line.startsWith('PUT'))?.body).to.deep.equal({ active: false });
    await until(() => words().includes('Inactive'));
    await expect(page).to.be.accessible();
  });

  it('shows in place why the host refuses, and the switch stays', async () => {
    const { page, server } = await show({ tab: 'general' });
    server.on('PUT /crm/v1/users/42/active', () => problem(409, 'No seat is free for Chat2Desk.'));
    accessSwitch(page).click();
    const general = page.shadowRoot!.querySelector('sd-user-general')!;
    await until(() => general.shadowRoot!.querySelector('[role=alert]')!.textContent.includes('No seat is free for Chat2Desk.'));
    expect(accessSwitch(page).getAttribute('aria-checked')).to.equal('true');
  });

  it('CR-10 is read-only without the right, and says so', async () => {
    const { page, server } = await show({ tab: 'general', operations: ['CanViewLicenses'] });
    accessSwitch(page).click();
    expect(server.lines.some((line) => line.startsWith('PUT'))).to.equal(false);
    expect(page.shadowRoot!.querySelector('sd-user-general')!.shadowRoot!.textContent).to.contain('You may not change');
  });
});
