import { expect } from '@open-wc/testing';
import { type CreatioHost, type PageSettings, createCreatioHost } from '../../../src/host/creatio/creatio-host.ts';
import type { Kit } from '../../../src/host/creatio/kit.ts';
import { FakeKit } from '../../creatio/fake-kit.ts';
import { until } from '../../support/until.ts';

let kit: FakeKit;
let host: CreatioHost;
let box: HTMLElement;
let told: PageSettings[];
let ends: (() => void)[];
const bare: Kit = { registerViewElement: () => {} };

beforeEach(() => {
  [kit, told, ends] = [new FakeKit(), [], []];
  host = createCreatioHost(kit);
  box = document.createElement('div');
  document.body.append(box);
});
afterEach(() => {
  for (const end of ends) end();
  box.remove();
  document.cookie = 'BPMCSRF=; max-age=0';
  for (const name of ['lang', 'class']) document.documentElement.removeAttribute(name);
  document.body.removeAttribute('dir');
  delete (globalThis as { Terrasoft?: unknown }).Terrasoft;
});

/** Follows the page and waits until it is known. */
async function follow(from = host): Promise<PageSettings> {
  const count = told.length;
  ends.push(from.follow(box, (settings) => told.push(settings)));
  await until(() => told.length > count, 'the page is not known');
  return told.at(-1)!;
}

describe('the page of Creatio', () => {
  it('is known by the profile of who is signed in', async () => {
    expect(await follow()).to.deep.equal({ locale: 'uk-UA', timeZone: 'Europe/Kiev', user: { id: 'a1', name: 'Anna Bell' }, direction: 'ltr', theme: 'light' });
  });

  it('by what older pages have in their globals, and by the page itself', async () => {
    (globalThis as { Terrasoft?: unknown }).Terrasoft = { SysValue: { CURRENT_USER: { value: 'a2', displayValue: 'Bob' } } };
    document.documentElement.lang = 'de';
    const { locale, timeZone, user } = await follow(createCreatioHost(bare));
    expect([locale, timeZone, user]).to.deep.equal(['de', new Intl.DateTimeFormat().resolvedOptions().timeZone, { id: 'a2', name: 'Bob' }]);
  });

  it('tells no user where nobody knows one', async () => {
    expect((await follow(createCreatioHost(bare))).user).to.deep.equal({ id: '', name: '' });
  });

  it('reads from right to left in such a language, and where the page does', async () => {
    kit.values = { ...kit.values, userCulture: { displayValue: 'ar-SA' } };
    expect((await follow()).direction).to.equal('rtl');
    document.body.dir = 'rtl';
    kit.values = { ...kit.values, userCulture: { displayValue: 'en-US' } };
    expect((await follow(createCreatioHost(kit))).direction).to.equal('rtl');
  });

  it('takes a culture that is none for the page’s language', async () => {
    document.documentElement.lang = 'de-AT';
    kit.values = { userCulture: { displayValue: 'not a culture' } };
    expect((await follow()).locale).to.equal('de-AT');
  });
});

describe('a page that becomes something else', () => {
  it('CR-1 tells its new theme', async () => {
    await follow();
    box.style.setProperty('--crt-color-background-base', '#101010');
    document.documentElement.className = 'dark-theme';
    await until(() => told.at(-1)!.theme === 'dark', 'dark');
    expect(told).to.have.length(2);
  });

  it('tells its new language and time zone when its language changes, however soon, and all its views read them once', async () => {
    document.documentElement.lang = 'uk';
    await follow();
    await follow();
    kit.values = { ...kit.values, userCulture: { displayValue: 'de-DE' }, userTimezoneCode: 'Asia/Tokyo' };
    document.documentElement.lang = 'de';
    await until(() => told.length === 4, 'both views are told');
    expect(told.slice(2).map(({ locale, timeZone }) => [locale, timeZone])).to.deep.equal([['de-DE', 'Asia/Tokyo'], ['de-DE', 'Asia/Tokyo']]);
    expect(kit.loads).to.equal(2);
  });

  it('tells what was changed in another tab when one comes back to it', async () => {
    const { now } = Date;
    await follow();
    kit.values = { ...kit.values, userCulture: { displayValue: 'de-DE' } };
    try {
      Date.now = () => now() + 60_000;
      document.dispatchEvent(new Event('visibilitychange'));
      await until(() => told.at(-1)!.locale === 'de-DE', 'German');
    } finally {
      Date.now = now;
    }
  });

  it('is asked again until it knows who is signed in', async () => {
    const { user, ...values } = kit.values;
    kit.values = { ...values, userContact: {} };
    expect((await follow()).user).to.deep.equal({ id: '', name: '' });
    kit.values = { ...values, user: user! };
    await until(() => told.at(-1)!.user.id === 'a1', 'somebody is signed in');
    expect(told).to.have.length(2);
  });

  it('tells what was read last, whatever arrives last', async () => {
    await follow();
    const answers: ((values: object) => void)[] = [];
    const slow = { ...bare, SysValuesService: class { loadSysValues = () => new Promise<object>((resolve) => answers.push(resolve)); } } as unknown as Kit;
    const other = createCreatioHost(slow);
    ends.push(other.follow(box, (settings) => told.push(settings)));
    other.forget();
    answers[1]!({ user: { value: 'b2' } });
    await until(() => told.at(-1)!.user.id === 'b2', 'the second answer');
    answers[0]!({ user: { value: 'b1' } });
    // When the next one is told, whatever was to come of it has come.
    other.forget();
    answers[2]!({ user: { value: 'b3' } });
    await until(() => told.at(-1)!.user.id === 'b3', 'the third answer');
    expect(told.map(({ user }) => user.id)).to.deep.equal(['a1', 'b2', 'b3']);
  });

  it('says nothing when nothing is different, and nothing any more when nobody follows', async () => {
    await follow();
    document.documentElement.className = 'same';
    const others: PageSettings[] = [];
    ends.push(host.follow(box, (settings) => others.push(settings)));
    await until(() => others.length === 1, 'whoever follows since then is told');
    expect(told).to.have.length(1);
    ends.shift()!();
    box.style.setProperty('--crt-color-background-base', '#101010');
    document.documentElement.className = 'dark-theme';
    host.forget();
    await until(() => others.at(-1)!.theme === 'dark', 'the other one is told');
    expect(told).to.have.length(1);
  });

  it('reads the profile once for all its views, and anew for whoever signs in next', async () => {
    await follow();
    await follow();
    expect(kit.loads).to.equal(1);
    kit.values = { ...kit.values, user: { value: 'b1' } };
    host.forget();
    await until(() => told.length === 4, 'both views are told');
    expect([kit.loads, told.at(-1)!.user.id]).to.deep.equal([2, 'b1']);
  });
});

describe('CR-10 rights', () => {
  it('are asked once for a while', async () => {
    kit.right = async () => false;
    expect(await Promise.all([host.services.can('CanManageLicUsers'), host.services.can('CanManageLicUsers')])).to.deep.equal([false, false]);
    expect(await host.services.can('CanManageAdministration')).to.equal(false);
    expect(kit.rights).to.deep.equal(['CanManageLicUsers', 'CanManageAdministration']);
    host.forget();
    kit.right = async () => true;
    expect(await host.services.can('CanManageLicUsers')).to.equal(true);
  });

  it('that nobody can tell are for the services to refuse', async () => {
    expect(await createCreatioHost(bare).services.can('CanManageLicUsers')).to.equal(true);
    for (const right of [() => Promise.reject(new Error('the session is over')), async () => 'yes']) {
      kit.right = right;
      host.forget();
      expect(await host.services.can('CanManageLicUsers')).to.equal(true);
    }
  });

  it('that were told once stay so while they can’t be asked', async () => {
    const { now } = Date;
    kit.right = async () => false;
    await host.services.can('CanManageLicUsers');
    kit.right = () => Promise.reject(new Error('offline'));
    try {
      Date.now = () => now() + 60_000;
      expect(await host.services.can('CanManageLicUsers')).to.equal(false);
      expect(kit.rights).to.have.length(2);
    } finally {
      Date.now = now;
    }
  });
});

describe('requests', () => {
  const answer = { status: 200, body: '{"from":"kit"}', headers: {} };
  const request = (): Request => new Request('/nowhere.json', { method: 'POST', body: '{}' });

  it('go through the host’s own function where script can’t read the token', async () => {
    const asked: string[] = [];
    Object.assign(kit, { HttpClientService: class { get = async () => answer; post = async (url: string) => (asked.push(url), answer); } });
    expect(await (await host.services.fetch!(request())).json()).to.deep.equal({ from: 'kit' });
    expect(asked).to.have.length(1);
    document.cookie = 'BPMCSRF=token';
    expect((await host.services.fetch!(request())).status).to.equal(404);
    expect(asked).to.have.length(1);
  });

  it('and by the browser where the host has none', async () => {
    expect((await host.services.fetch!(request())).status).to.equal(404);
  });
});

describe('what else the host does', () => {
  const question = { title: 'Leave?', message: 'One change is not saved.', confirmLabel: 'Leave', cancelLabel: 'Stay' };

  it('asks in its own dialog', async () => {
    expect(await host.services.confirm!(question)).to.equal(true);
    expect(kit.dialogs[0]).to.deep.equal({
      title: 'Leave?',
      message: 'One change is not saved.',
      actions: [
        { key: 'confirm', config: { color: 'primary', caption: 'Leave' } },
        { key: 'cancel', config: { color: 'default', caption: 'Stay' } },
      ],
    });
    for (const chosen of ['cancel', undefined, true]) {
      kit.chosen = chosen;
      expect(await host.services.confirm!(question)).to.equal(false);
    }
    expect(createCreatioHost(bare).services.confirm).to.equal(undefined);
  });

  it('keeps how a view is arranged, by user and view', () => {
    host.remember('a1', 'session-manager', 'wide');
    expect(host.remembered('a1', 'session-manager')).to.equal('wide');
    expect(host.remembered('a2', 'session-manager')).to.equal(undefined);
    expect(host.remembered('a1', 'license-list')).to.equal(undefined);
    localStorage.clear();
  });

  it('goes on without storage', () => {
    const { setItem } = Storage.prototype;
    Storage.prototype.setItem = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
    try {
      expect(() => host.remember('a1', 'session-manager', 'wide')).not.to.throw();
    } finally {
      Storage.prototype.setItem = setItem;
    }
  });

  it('runs things outside its own eye on the page, once', () => {
    let runs = 0;
    expect(host.outside(() => (runs += 1))).to.equal(1);
    expect([kit.outside, runs]).to.deep.equal([1, 1]);
    expect(createCreatioHost(bare).outside(() => 7)).to.equal(7);
    const odd = { ...bare, CrtZoneService: class { runOutside = () => { throw new Error('no zone'); }; } } as unknown as Kit;
    expect(createCreatioHost(odd).outside(() => (runs += 1))).to.equal(2);
  });
});
