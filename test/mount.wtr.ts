import { aTimeout, expect } from '@open-wc/testing';
import type { HostServices, MountedPlugin } from '../src/host/host-services.ts';
import { type View, type ViewModule, type ViewText, createMount } from '../src/mount.ts';
import { until } from './support/until.ts';

/** A view that notes what is done to it, and a loader that answers when the test says so. */
class FakeView {
  log: string[] = [];
  stop!: (sentence: string) => void;
  leave = true;
  module: ViewModule = {
    createView: (stage, host, text, stop): View => {
      this.stop = stop;
      this.log.push(`create ${userOf(host)} ${text('tab.title')}`);
      const body = document.createElement('main');
      body.textContent = 'the view';
      stage.append(body);
      return {
        update: (next, words) => this.log.push(`update ${userOf(next)} ${next.theme} ${words('tab.title')}`),
        canLeave: async () => this.leave,
        dispose: () => {
          this.log.push('dispose');
          body.remove();
        },
      };
    },
  };
}

const userOf = ({ view }: HostServices): string => (view.name === 'licenses-tab' ? view.userId : view.name);
const textOf = (locale: string): ViewText => () => locale;

let view: FakeView;
let loads: { resolve: () => void; reject: () => void }[];
let box: HTMLElement;
let mounted: MountedPlugin[];

/** Both the view's chunk and its language arrive when `loads` says so. */
const load = (): Promise<ViewModule> =>
  new Promise((resolve, reject) => loads.push({ resolve: () => resolve(view.module), reject: () => reject(new Error('404')) }));

const parts = { version: '0.1.0', hostApi: '^1.0.0', views: { 'licenses-tab': load, 'session-manager': load }, loadText: async (locale: string) => textOf(locale) };

const good: HostServices = {
  apiVersion: '1.0.0',
  view: { name: 'licenses-tab', userId: 'u1' },
  baseUrl: '/licensing/v1',
  can: () => true,
  user: { id: 'a1', name: 'Supervisor' },
  locale: 'en-US',
  timeZone: 'UTC',
  direction: 'ltr',
  theme: 'light',
};

beforeEach(() => {
  [view, loads, mounted] = [new FakeView(), [], []];
  box = document.createElement('div');
  box.append('before');
  document.body.append(box);
});

afterEach(() => {
  for (const plugin of mounted) plugin.dispose();
  box.remove();
});

function start(host: unknown = good, own: Partial<typeof parts> = {}): MountedPlugin {
  const plugin = createMount({ ...parts, ...own })(box, host as HostServices);
  mounted.push(plugin);
  return plugin;
}

async function started(host: unknown = good, own: Partial<typeof parts> = {}): Promise<MountedPlugin> {
  const plugin = start(host, own);
  loads.at(-1)!.resolve();
  await until(() => view.log.length > 0, 'the view');
  return plugin;
}

const root = (): ShadowRoot => box.querySelector('div')!.shadowRoot!;
const alert = (): HTMLElement | null => root().querySelector('[role=alert]');
const said = async (): Promise<string> => (await until(alert, 'the sentence'), alert()!.textContent);
const stage = (): HTMLElement => root().querySelector('div')!;
const retry = (): void => alert()!.querySelector('button')!.click();
const microtasks = (): Promise<void> => aTimeout(0);

describe('a host in order', () => {
  it('is shown the view, once its chunk and its language are there', async () => {
    start();
    expect(stage().ariaBusy).to.equal('true');
    loads[0]!.resolve();
    await until(() => view.log.length > 0, 'the view');
    expect([view.log, stage().ariaBusy, alert()]).to.deep.equal([['create u1 en-US'], null, null]);
  });

  it('has its direction and language on the frame', () => {
    start({ ...good, direction: 'rtl', locale: 'ar' });
    expect(box.querySelector('div')).to.include({ dir: 'rtl', lang: 'ar' });
  });

  it('may mount several at once', async () => {
    start();
    start({ ...good, view: { name: 'licenses-tab', userId: 'u2' } });
    for (const { resolve } of loads) resolve();
    await until(() => view.log.length === 2, 'both views');
    mounted[0]!.dispose();
    expect(box.querySelectorAll('div')).to.have.length(1);
    expect(stage().textContent).to.equal('the view');
  });
});

describe('update', () => {
  it('hands changes to the view; what is omitted or undefined stays', async () => {
    const plugin = await started();
    plugin.update({ theme: 'dark' });
    plugin.update({ view: { name: 'licenses-tab', userId: 'u2' }, theme: undefined as never });
    expect(view.log.slice(1)).to.deep.equal(['update u1 dark en-US', 'update u2 dark en-US']);
  });

  it('that comes while the view is loading counts', async () => {
    const plugin = start();
    plugin.update({ view: { name: 'licenses-tab', userId: 'u2' }, locale: 'de' });
    loads[0]!.resolve();
    await until(() => view.log.some((line) => line.endsWith('de')), 'the view in German');
    expect(view.log[0]).to.match(/^create u2/);
    expect(loads).to.have.length(1);
  });

  it('of the view ends the one that is shown and starts the other one, with its own words', async () => {
    const asked: string[] = [];
    const plugin = await started(good, { loadText: async (locale: string, name?: string) => (asked.push(name!), textOf(locale)) });
    plugin.update({ view: { name: 'session-manager' } });
    loads[1]!.resolve();
    await until(() => view.log.length === 3, 'the other view');
    expect(view.log).to.deep.equal(['create u1 en-US', 'dispose', 'create session-manager en-US']);
    plugin.update({ locale: 'de' });
    expect(asked).to.deep.equal(['licenses-tab', 'session-manager', 'session-manager']);
  });

  it('of the language loads it; of several in a row the last one counts', async () => {
    const arrive: Record<string, (text: ViewText) => void> = {};
    const loadText = (locale: string): Promise<ViewText> =>
      locale === 'en-US' ? Promise.resolve(textOf(locale)) : new Promise((resolve) => (arrive[locale] = resolve));
    const plugin = await started(good, { loadText });
    plugin.update({ locale: 'de' });
    plugin.update({ locale: 'uk' });
    arrive['uk']!(textOf('uk'));
    await microtasks();
    arrive['de']!(textOf('de'));
    await microtasks();
    expect(view.log.at(-1)).to.equal('update u1 light uk');
  });

  it('to a language that can’t be loaded leaves the old one', async () => {
    const plugin = await started(good, { loadText: async (locale) => (locale === 'de' ? Promise.reject(new Error('404')) : textOf(locale)) });
    plugin.update({ locale: 'de' });
    await microtasks();
    expect(view.log.at(-1)).to.equal('update u1 light en-US');
    expect(alert()).to.equal(null);
  });

  it('that is wrong gets a sentence; the view waits behind it and goes on after the next good one', async () => {
    const plugin = await started();
    plugin.update({ theme: 'sepia' as never });
    expect(alert()!.textContent).to.match(/the host's `theme` is not one of/);
    expect(getComputedStyle(stage()).display).to.equal('none');
    plugin.update({ theme: 'dark' });
    expect(alert()).to.equal(null);
    expect(getComputedStyle(stage()).display).to.equal('block');
    expect(view.log).to.deep.equal(['create u1 en-US', 'update u1 dark en-US']);
  });

  it('of nothing, or of no object, changes nothing', async () => {
    const plugin = await started();
    for (const nothing of [null, undefined, 'x', {}]) plugin.update(nothing as never);
    expect(alert()).to.equal(null);
    expect(view.log.slice(1).every((line) => line === 'update u1 light en-US')).to.equal(true);
  });
});

describe('a host not in order gets one sentence instead of the view', () => {
  const wrong: [string, unknown, RegExp][] = [
    ['another version', { ...good, apiVersion: '2.0.0' }, /version 0\.1\.0 of it needs host API \^1\.0\.0, and this host has 2\.0\.0/],
    ['no right to ask', { ...good, can: undefined }, /`can` is missing/],
    ['an unknown view', { ...good, view: { name: 'x', userId: 'u1' } }, /`view\.name` is not one of licenses-tab, session-manager/],
    ['nothing at all', null, /handed over no services/],
  ];
  for (const [name, host, sentence] of wrong) {
    it(name, async () => {
      const plugin = start(host);
      expect(alert()!.textContent).to.match(sentence);
      expect(root().querySelectorAll('[role=alert]')).to.have.length(1);
      expect(loads).to.have.length(0);
      expect(await plugin.canLeave()).to.equal(true);
    });
  }

  it('and the view as soon as an update puts it right', async () => {
    const plugin = start({ ...good, theme: 'x' });
    plugin.update({ theme: 'dark' });
    expect(alert()).to.equal(null);
    expect(loads).to.have.length(1);
  });

  it('a container that is none is the only thing thrown for', () => {
    expect(() => createMount(parts)(null as never, good)).to.throw(TypeError, 'container');
  });
});

describe('loading that fails', () => {
  it('is said in the host’s language with a way to try again', async () => {
    start({ ...good, locale: 'de' });
    loads[0]!.reject();
    await until(alert, 'the sentence');
    expect(alert()!.firstChild!.textContent).to.equal('Die Lizenzverwaltung konnte nicht geladen werden.');
    expect(stage().ariaBusy).to.equal(null);
    retry();
    expect(alert()).to.equal(null);
    expect(stage().ariaBusy).to.equal('true');
    loads[1]!.resolve();
    await until(() => view.log.length > 0, 'the view');
    expect(view.log).to.deep.equal(['create u1 de']);
  });

  it('counts for the language as well', async () => {
    start(good, { loadText: () => Promise.reject(new Error('404')) });
    loads[0]!.resolve();
    expect(await said()).to.contain('could not be loaded');
  });

  it('counts for a view that breaks while it is made', async () => {
    view.module = { createView: () => { throw new Error('broken'); } };
    start();
    loads[0]!.resolve();
    expect(await said()).to.contain('could not be loaded');
  });
});

describe('a view that can’t go on', () => {
  it('makes room for one sentence; trying again starts a new one', async () => {
    await started();
    view.stop('The host’s can failed.');
    view.stop('And again.');
    expect(view.log.at(-1)).to.equal('dispose');
    expect(alert()!.firstChild!.textContent).to.equal('The host’s can failed.');
    retry();
    loads[1]!.resolve();
    await until(() => view.log.at(-1)!.startsWith('create'), 'a new view');
    expect(alert()).to.equal(null);
  });
});

describe('canLeave', () => {
  it('asks the view; nothing stands in the way while there is none', async () => {
    const plugin = start();
    expect(await plugin.canLeave()).to.equal(true);
    loads[0]!.resolve();
    await until(() => view.log.length > 0, 'the view');
    view.leave = false;
    expect(await plugin.canLeave()).to.equal(false);
    plugin.dispose();
    expect(await plugin.canLeave()).to.equal(true);
  });
});

describe('dispose', () => {
  it('leaves the container as it was, however often it is called', async () => {
    const plugin = await started();
    plugin.dispose();
    plugin.dispose();
    plugin.update({ theme: 'dark' });
    expect(box.childNodes).to.have.length(1);
    expect(box.textContent).to.equal('before');
    expect(view.log).to.deep.equal(['create u1 en-US', 'dispose']);
  });

  it('while the chunk is loading: no view is made when it arrives, nor a sentence when it does not', async () => {
    for (const settle of ['resolve', 'reject'] as const) {
      start().dispose();
      loads.at(-1)![settle]();
    }
    await microtasks();
    expect([view.log, box.innerHTML]).to.deep.equal([[], 'before']);
  });

  it('from within the view’s making still takes the view away', async () => {
    const { createView } = view.module;
    const plugin = start();
    view.module = {
      createView: (...all) => {
        plugin.dispose();
        return createView(...all);
      },
    };
    loads[0]!.resolve();
    await until(() => view.log.includes('dispose'), 'the end of the view');
    expect(box.innerHTML).to.equal('before');
  });
});
