import { expect, fixture, html } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import '../../../../mock-host/shell/developer/creatio-panel.ts';
import '../../../../mock-host/shell/developer/developer-menu.ts';
import type { CreatioPanel } from '../../../../mock-host/shell/developer/creatio-panel.ts';
import { type CreatioChange, type CreatioSettings, changed, quirks } from '../../../../mock-host/shell/developer/creatio-settings.ts';
import type { DeveloperMenu } from '../../../../mock-host/shell/developer/developer-menu.ts';
import { MockApi } from '../../../../mock-host/shell/developer/mock-api.ts';
import { loadText } from '../../../../mock-host/shell/text/text.ts';
import { focusedElement } from '../../../../mock-host/shell/ui/focus.ts';
import { until } from '../../../support/until.ts';
import { type FakeServer, problem } from '../support/fake-fetch.ts';
import { pluginContext } from '../support/plugin-context.ts';

const stock: CreatioSettings = {
  base: '/0',
  version: '8.1.3',
  adminLicensed: true,
  quirks: Object.fromEntries(quirks.map((quirk) => [quirk, quirk !== 'no-server-packages'])) as CreatioSettings['quirks'],
};

/** A host that is a Creatio. */
async function creatioHost(): Promise<{ server: FakeServer; api: MockApi; is: () => CreatioSettings; becomes: (settings: CreatioSettings) => void; sent: () => unknown[] }> {
  const { context, server } = await pluginContext();
  let settings = stock;
  const told = (): Response => Response.json({ settings, calls: {} });
  server.on('GET /mock/v1/creatio', told);
  server.on('PUT /mock/v1/creatio', (body) => ((settings = changed(settings, body as CreatioChange)), told()));
  server.on('DELETE /mock/v1/creatio', () => ((settings = stock), told()));
  return {
    server,
    api: new MockApi(context.http),
    is: () => settings,
    becomes: (next) => (settings = next),
    sent: () => server.requests.filter(({ line }) => line === 'PUT /mock/v1/creatio').map(({ body }) => body),
  };
}

async function panelAt(api: MockApi, reload = (): void => {}): Promise<{ panel: CreatioPanel; box: (id: string) => HTMLInputElement; select: (id: string) => HTMLSelectElement; said: () => string; button: (name: string) => HTMLButtonElement | undefined }> {
  const panel = await fixture<CreatioPanel>(html`<sd-creatio-panel .text=${await loadText('en')} .api=${api} .loaded=${stock} .reload=${reload}></sd-creatio-panel>`);
  const root = panel.shadowRoot!;
  return {
    panel,
    box: (id) => root.querySelector<HTMLInputElement>(`input#${id}`)!,
    select: (id) => root.querySelector<HTMLSelectElement>(`select#${id}`)!,
    said: () => [...root.querySelectorAll('[role=status]')].map(({ textContent }) => textContent).filter(Boolean).join('|'),
    button: (name) => [...root.querySelectorAll('button')].find(({ textContent }) => textContent === name),
  };
}

const choose = (select: HTMLSelectElement, at: number): void => {
  select.selectedIndex = at;
  select.dispatchEvent(new Event('change', { bubbles: true }));
};

describe('Creatio in the developer menu', () => {
  it('shows base, version and every oddity, each with a name and what it does', async () => {
    const { api } = await creatioHost();
    const { panel, box, select } = await panelAt(api);
    expect([select('base').value, select('version').value, box('licensed').checked]).to.deep.equal(['Below /0, as on .NET Framework', '8.1.3: tells which licenses a role gave', true]);
    for (const quirk of quirks) {
      expect(box(quirk).checked, quirk).to.equal(stock.quirks[quirk]);
      expect(box(quirk).labels![0]!.textContent, quirk).to.match(/\S/);
      expect(panel.shadowRoot!.getElementById(box(quirk).getAttribute('aria-describedby')!)!.textContent, quirk).to.match(/\.$/);
    }
    await expect(panel).to.be.accessible();
  });

  it('sends each change by itself and at once, by keyboard, too, and says so', async () => {
    const { api, is, sent } = await creatioHost();
    const { box, said } = await panelAt(api);
    box('nested-json').focus();
    await sendKeys({ press: 'Space' });
    await until(() => said() === 'Creatio now behaves this way.');
    expect(focusedElement()).to.equal(box('nested-json'));
    box('no-server-packages').click();
    box('licensed').click();
    await until(() => is().adminLicensed === false);
    expect(sent()).to.deep.equal([{ quirks: { 'nested-json': false } }, { quirks: { 'no-server-packages': true } }, { adminLicensed: false }]);
    expect(is()).to.deep.equal({ ...stock, adminLicensed: false, quirks: { ...stock.quirks, 'nested-json': false, 'no-server-packages': true } });
  });

  it('offers to load the page again when base or version are others than it was loaded with, and does not do it unasked', async () => {
    const { api, is } = await creatioHost();
    let reloads = 0;
    const { select, said, button, panel } = await panelAt(api, () => (reloads += 1));
    choose(select('version'), 1);
    await until(() => is().version === '8.1.1');
    await until(() => said() === 'This page was loaded before that, and goes on as before.|Creatio now behaves this way.');
    await expect(panel).to.be.accessible();
    expect(reloads).to.equal(0);
    button('Load this page again')!.click();
    expect(reloads).to.equal(1);
    choose(select('base'), 1);
    choose(select('version'), 0);
    await until(() => is().base === '' && is().version === '8.1.3');
    expect(button('Load this page again')).not.to.equal(undefined);
    choose(select('base'), 0);
    await until(() => is().base === '/0');
    await until(() => button('Load this page again') === undefined);
  });

  it('what one wishes last is what the host is told last, however late it answers', async () => {
    const { server, api, is, becomes } = await creatioHost();
    const { box, said } = await panelAt(api);
    const answers: (() => void)[] = [];
    server.on('PUT /mock/v1/creatio', (body) => new Promise((done) => answers.push(() => (becomes(changed(is(), body as CreatioChange)), done(Response.json({ settings: is() }))))));
    for (let times = 0; times < 3; times += 1) box('minus-one').click();
    expect(box('minus-one').checked).to.equal(false);
    for (let at = 0; at < 3; at += 1) {
      await until(() => answers.length === at + 1);
      expect(box('minus-one').checked, 'no answer to an earlier wish turns it back').to.equal(false);
      answers[at]!();
    }
    await until(() => said() === 'Creatio now behaves this way.');
    expect([box('minus-one').checked, is().quirks['minus-one']]).to.deep.equal([false, false]);
  });

  it('shows what the host is when a change fails, and says why; another one works', async () => {
    const { server, api, is, becomes } = await creatioHost();
    const { box, select, said } = await panelAt(api);
    server.on('PUT /mock/v1/creatio', () => problem(500, 'Broken.'));
    box('minus-one').click();
    choose(select('base'), 1);
    await until(() => said() === 'The server reports an error.');
    expect([box('minus-one').checked, select('base').selectedIndex]).to.deep.equal([true, 0]);
    // Done, but the answer was lost.
    server.on('PUT /mock/v1/creatio', (body) => (becomes(changed(is(), body as CreatioChange)), Promise.reject(new TypeError('broken'))));
    box('latest-term').click();
    await until(() => said() === 'The server can’t be reached. Check your connection.');
    expect(box('latest-term').checked).to.equal(false);
    server.on('PUT /mock/v1/creatio', (body) => (becomes(changed(is(), body as CreatioChange)), Response.json({ settings: is() })));
    box('silent-skip').click();
    await until(() => said() === 'Creatio now behaves this way.');
    expect(is().quirks).to.deep.equal({ ...stock.quirks, 'latest-term': false, 'silent-skip': false });
  });

  it('is reset to how the host was started', async () => {
    const { api, is, becomes } = await creatioHost();
    const { panel, box, said, button } = await panelAt(api);
    becomes({ ...stock, adminLicensed: false, quirks: { ...stock.quirks, 'minus-one': false } });
    panel.look();
    await until(() => !box('minus-one').checked && !box('licensed').checked);
    button('Reset to how it was started')!.click();
    await until(() => said() === 'Creatio is again as it was started.');
    expect([is(), box('minus-one').checked, box('licensed').checked]).to.deep.equal([stock, true, true]);
  });

  it('is in the menu where the host is a Creatio, and shows what it has become meanwhile when the menu opens', async () => {
    const { api, becomes } = await creatioHost();
    const config = { scenario: 'demo', scenarios: [], hostApiVersion: '1.2.0', pluginManifestUrl: '/p.json', network: { latencyMs: 0, errorRate: 0, dropRequestRate: 0, dropAnswerRate: 0 } };
    const text = await loadText('en');
    const menu = await fixture<DeveloperMenu>(html`<sd-developer-menu .text=${text} .api=${api} .config=${{ ...config, creatio: { ...stock, remoteEntryUrl: '/r.js' } }}></sd-developer-menu>`);
    const panel = (): CreatioPanel | null => menu.shadowRoot!.querySelector('sd-creatio-panel');
    becomes({ ...stock, quirks: { ...stock.quirks, 'no-server-packages': true } });
    menu.shadowRoot!.querySelector('sd-popover')!.shadowRoot!.querySelector('button')!.click();
    await until(() => panel()!.shadowRoot!.querySelector<HTMLInputElement>('#no-server-packages')!.checked);
    await expect(menu).to.be.accessible();
    menu.config = { ...config, creatio: null };
    await menu.updateComplete;
    expect(panel()).to.equal(null);
  });
});
