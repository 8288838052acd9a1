import { expect, fixture, html } from '@open-wc/testing';
import { CreatioRemote } from '../../../../mock-host/shell/creatio/creatio-remote.ts';
import '../../../../mock-host/shell/plugins/plugin-place.ts';
import type { Extension } from '../../../../mock-host/shell/plugins/manifest.ts';
import type { PendingChangeEvent, PluginPlace } from '../../../../mock-host/shell/plugins/plugin-place.ts';
import type { PluginContext } from '../../../../mock-host/shell/plugins/host-services.ts';
import { loadText } from '../../../../mock-host/shell/text/text.ts';
import { until } from '../../../support/until.ts';
import { pluginContext } from '../support/plugin-context.ts';

interface FakeElement extends HTMLElement {
  userId?: string;
  /** When it came into the page. */
  atFirst?: string;
  leave: () => Promise<boolean>;
}

const entry = new URL('../support/fake-remote.js?tag=placed', import.meta.url).href;
const { made } = (await import(entry)) as { made: FakeElement[] };
const extension: Extension = { id: 'licenses-tab', slug: 'licenses', mount: 'mount', view: 'licenses-tab', params: {}, title: { en: 'Licenses' }, order: 1, rights: [] };
const text = await loadText('en');

/** A remote on a page with a RequireJS that takes the kit. */
function remoteAt(url: string): CreatioRemote {
  const page = globalThis as { define?: unknown };
  page.define = (_name: string, _needs: unknown, factory: () => object) => Object.assign(globalThis, { fakeKit: factory() });
  const remote = new CreatioRemote(url, '8.1.3');
  delete page.define;
  return remote;
}

async function show(context: PluginContext, url = entry): Promise<PluginPlace> {
  const element = await fixture<PluginPlace>(html`<sd-plugin-place .text=${text} .context=${context} .remote=${remoteAt(url)} .extension=${extension} .subject=${{ userId: '42' }}></sd-plugin-place>`);
  await until(() => element.shadowRoot!.querySelector('[role=alert], #place:not([hidden])'));
  return element;
}

const last = (): FakeElement => made.at(-1)!;
const tell = (output: string, detail?: unknown): boolean => last().dispatchEvent(new CustomEvent(output, { detail, cancelable: true }));

describe('a view element of Creatio in its place', () => {
  afterEach(() => Reflect.deleteProperty(globalThis, 'fakeRemoteMended'));

  it('CR-2 QT-8 has its inputs before it is in the page, and new ones without being made anew', async () => {
    const { context } = await pluginContext();
    const place = await show(context);
    const count = made.length;
    expect([last().localName, last().atFirst, last().isConnected]).to.deep.equal(['fake-tab-placed', '42', true]);
    place.subject = { userId: '43' };
    await place.updateComplete;
    expect([last().userId, made.length]).to.deep.equal(['43', count]);
    place.subject = {};
    await place.updateComplete;
    expect([last().userId, made.length]).to.deep.equal([undefined, count]);
  });

  it('CR-4 tells of pending changes and is asked before one leaves; a broken one locks nobody in', async () => {
    const { context, guard } = await pluginContext();
    const place = await show(context);
    const told: boolean[] = [];
    place.addEventListener('pending-change', (event) => told.push((event as PendingChangeEvent).pending));
    tell('pendingChanged', true);
    expect([told, guard()!.pending()]).to.deep.equal([[true], true]);
    last().leave = async () => false;
    expect(await guard()!.canLeave()).to.equal(false);
    last().leave = () => Promise.reject(new Error('broken'));
    expect(await guard()!.canLeave()).to.equal(true);
    place.remove();
    expect([last().isConnected, guard(), told]).to.deep.equal([false, null, [true, false]]);
  });

  it('CR-5 opens, tells and closes for it; what can be cancelled is handled', async () => {
    const { context, opened } = await pluginContext();
    const notified: unknown[] = [];
    let closed = 0;
    await show({ ...context, notify: (message) => void notified.push(message), close: () => void (closed += 1) });
    expect(tell('openRequested', { name: 'batches', batchId: 'b' })).to.equal(false);
    expect(tell('notified', { kind: 'success', text: 'Saved' })).to.equal(false);
    tell('closed');
    expect([opened, notified, closed]).to.deep.equal([[{ name: 'batches', batchId: 'b' }], [{ kind: 'success', text: 'Saved' }], 1]);
  });

  it('QT-7 has somebody sign in again, and lets it go on then', async () => {
    const { context, session, server } = await pluginContext();
    await show(context);
    const { account } = session;
    server.on('GET /auth/session', () => new Response(null, { status: 401 }));
    let resumed = 0;
    expect(tell('signInNeeded', { resume: () => (resumed += 1) })).to.equal(false);
    await until(() => session.value.kind === 'expired');
    expect(resumed).to.equal(0);
    server.on('POST /auth/sign-in', () => Response.json(account));
    await session.signIn('supervisor', 'demo');
    await until(() => resumed === 1);
  });

  it('says that it could not be loaded, and loads on another try', async () => {
    const { context } = await pluginContext();
    const place = await show(context, entry.replace('placed', 'retried&wrong=activate'));
    expect(place.shadowRoot!.textContent).to.contain('This could not be loaded.');
    Object.assign(globalThis, { fakeRemoteMended: true });
    place.shadowRoot!.querySelector('button')!.click();
    await until(() => place.shadowRoot!.querySelector('#place:not([hidden]) fake-tab-retried'));
  });
});
