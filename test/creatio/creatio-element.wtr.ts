import { aTimeout, expect } from '@open-wc/testing';
import { type CreatioElement, type Door, elementOf } from '../../src/creatio/creatio-element.ts';
import { kinds } from '../../src/creatio/element-kinds.ts';
import type { PageSettings } from '../../src/host/creatio/creatio-host.ts';
import type { GrantRecallView, HostServices, HostView } from '../../src/host/host-services.ts';

const settings: PageSettings = { locale: 'en-US', timeZone: 'UTC', direction: 'ltr', theme: 'light', user: { id: 'a1', name: 'Anna' } };

/** What was mounted, and what became of it. */
interface Mounted {
  host: HostServices;
  updates: Partial<HostServices>[];
  disposed: boolean;
  leave: boolean;
}

type Given = CreatioElement & Record<string, unknown>;

let mounted: Mounted[];
/** Tells an element what the page is like; by element, for those that follow it. */
let follows: Map<Element, (settings: PageSettings) => void>;
let forgotten: number;
let kept: Map<string, string>;
/** What the page is like from the start; null: it takes a while to know. */
let atOnce: PageSettings | null;

const door: Door = {
  host: {
    services: { apiVersion: '1.2.0', baseUrl: '/', can: () => true, confirm: async () => true },
    follow(place, tell) {
      follows.set(place, tell);
      if (atOnce) tell(atOnce);
      return () => follows.delete(place);
    },
    forget: () => (forgotten += 1),
    remembered: (user, view) => kept.get(`${user} ${view}`),
    remember: (user, view, text) => kept.set(`${user} ${view}`, text),
    outside: (run) => run(),
  },
  mount(container, host) {
    const mine: Mounted = { host, updates: [], disposed: false, leave: true };
    const body = container.appendChild(document.createElement('main'));
    mounted.push(mine);
    return {
      update: (changes) => void mine.updates.push(changes),
      canLeave: async () => mine.leave,
      dispose() {
        mine.disposed = true;
        body.remove();
      },
    };
  },
};

for (const kind of kinds) customElements.define(kind.tag, elementOf(kind, door));

beforeEach(() => {
  [mounted, follows, forgotten, kept, atOnce] = [[], new Map(), 0, new Map(), settings];
});
afterEach(async () => {
  for (const element of document.querySelectorAll(kinds.map(({ tag }) => tag).join())) element.remove();
  await aTimeout(0);
  expect([follows.size, mounted.filter(({ disposed }) => !disposed).length], 'nothing is left').to.deep.equal([0, 0]);
});

const make = (tag: string, inputs: object = {}): Given => Object.assign(document.createElement(tag) as Given, inputs);
async function show(tag: string, inputs: object = {}): Promise<Given> {
  const element = make(tag, inputs);
  document.body.append(element);
  await aTimeout(0);
  return element;
}
const last = (): Mounted => mounted.at(-1)!;
const view = (): HostView => last().updates.findLast((update) => update.view)?.view ?? last().host.view;
const said = (element: Element): string | undefined => element.shadowRoot!.querySelector('[role=alert]')?.textContent ?? undefined;
/** What an element tells, and whether somebody sees to it. */
function hear(element: Element, name: string, seen = false): unknown[] {
  const details: unknown[] = [];
  element.addEventListener(name, (event) => {
    details.push((event as CustomEvent).detail);
    if (seen) event.preventDefault();
  });
  return details;
}

describe('inputs', () => {
  it('are taken before the element is in a page, and after', async () => {
    const element = await show('usr-licenses-tab', { userId: 'u1' });
    expect(mounted).to.have.length(1);
    expect(last().host.view).to.deep.equal({ name: 'licenses-tab', userId: 'u1' });
    element['userId'] = 'u2';
    await aTimeout(0);
    expect(mounted).to.have.length(1);
    expect(view()).to.deep.equal({ name: 'licenses-tab', userId: 'u2' });
    expect(element['userId']).to.equal('u2');
  });

  it('are taken from before the element was defined', async () => {
    const kind = { ...kinds[0]!, tag: 'usr-late-tab' };
    const element = make(kind.tag, { userId: 'u1' });
    document.body.append(element);
    customElements.define(kind.tag, elementOf(kind, door));
    await aTimeout(0);
    expect(Object.hasOwn(element, 'userId')).to.equal(false);
    expect(view()).to.deep.equal({ name: 'licenses-tab', userId: 'u1' });
    element['userId'] = 'u2';
    await aTimeout(0);
    expect(view()).to.deep.equal({ name: 'licenses-tab', userId: 'u2' });
    element.remove();
  });

  it('of one moment are one change', async () => {
    const element = await show('usr-grant-recall');
    Object.assign(element, { change: 'grant', userIds: ['u1'], packageIds: ['p1'] });
    await aTimeout(0);
    expect(mounted).to.have.length(2);
    expect(view()).to.deep.equal({ name: 'grant-recall', change: 'grant', users: ['u1'], products: ['p1'] });
  });

  it('that are not known yet show nothing, and what is taken away is gone', async () => {
    const element = await show('usr-licenses-tab');
    expect([mounted.length, said(element)]).to.deep.equal([0, undefined]);
    element['userId'] = 'u1';
    await aTimeout(0);
    element['userId'] = null;
    await aTimeout(0);
    expect([mounted.length, last().disposed]).to.deep.equal([1, true]);
  });

  it('that are odd are told in one sentence, and the view stays behind it', async () => {
    const element = await show('usr-licenses-tab', { userId: 'u1' });
    element['userId'] = Promise.resolve('u2');
    await aTimeout(0);
    expect(said(element)).to.equal("License administration can't start: the input `userId` is a promise; it takes an id.");
    expect([last().disposed, element.shadowRoot!.querySelector('main')!.checkVisibility()]).to.deep.equal([false, false]);
    element['userId'] = 'u2';
    await aTimeout(0);
    expect([said(element), element.shadowRoot!.querySelector('main')!.checkVisibility()]).to.deep.equal([undefined, true]);
    expect([mounted.length, view()]).to.deep.equal([1, { name: 'licenses-tab', userId: 'u2' }]);
  });
});

describe('an element in a page', () => {
  it('waits until the page is known', async () => {
    atOnce = null;
    const element = await show('usr-session-manager');
    expect(mounted).to.have.length(0);
    follows.get(element)!(settings);
    expect(last().host).to.include({ apiVersion: '1.2.0', baseUrl: '/', locale: 'en-US', timeZone: 'UTC', theme: 'light' });
  });

  it('hands on what the page becomes, without asking about rights anew', async () => {
    const element = await show('usr-licenses-tab', { userId: 'u1' });
    follows.get(element)!({ ...settings, locale: 'ar-SA', direction: 'rtl', theme: 'dark', timeZone: 'Asia/Tokyo' });
    expect(last().updates).to.deep.equal([{ ...settings, locale: 'ar-SA', direction: 'rtl', theme: 'dark', timeZone: 'Asia/Tokyo', view: { name: 'licenses-tab', userId: 'u1' } }]);
  });

  it('CR-4 keeps its view when it is moved', async () => {
    const element = await show('usr-licenses-tab', { userId: 'u1' });
    const box = document.body.appendChild(document.createElement('div'));
    box.append(element);
    await aTimeout(0);
    expect([mounted.length, last().disposed]).to.deep.equal([1, false]);
    box.remove();
    await aTimeout(0);
    expect([last().disposed, follows.size]).to.deep.equal([true, 0]);
    document.body.append(element);
    await aTimeout(0);
    expect([mounted.length, view()]).to.deep.equal([2, { name: 'licenses-tab', userId: 'u1' }]);
  });

  it('is a block, and gone when it is hidden', async () => {
    const element = await show('usr-session-manager');
    expect(getComputedStyle(element).display).to.equal('block');
    element.hidden = true;
    expect(getComputedStyle(element).display).to.equal('none');
  });

  it('asks before it is left', async () => {
    const element = await show('usr-licenses-tab', { userId: 'u1' });
    expect(await element.canLeave()).to.equal(true);
    last().leave = false;
    expect(await element.canLeave()).to.equal(false);
    expect(await make('usr-session-manager').canLeave()).to.equal(true);
  });

  it('has its view start as it was arranged last, whatever happens meanwhile', async () => {
    kept.set('a1 session-manager', 'wide');
    const element = await show('usr-session-manager');
    expect(last().host.view).to.deep.equal({ name: 'session-manager', remembered: 'wide' });
    last().host.remember!('narrow');
    expect(kept.get('a1 session-manager')).to.equal('narrow');
    follows.get(element)!({ ...settings, theme: 'dark' });
    expect(view()).to.deep.equal({ name: 'session-manager' });
  });
});

describe('outputs', () => {
  it('CR-4 tell of changes that are not saved, and of messages', async () => {
    const element = await show('usr-licenses-tab', { userId: 'u1' });
    const [pending, messages] = [hear(element, 'pendingChanged'), hear(element, 'notified')];
    last().host.pending!(true);
    last().host.pending!(false);
    last().host.notify!({ kind: 'success', text: '3 granted' });
    expect([pending, messages]).to.deep.equal([[true, false], [{ kind: 'success', text: '3 granted' }]]);
  });

  it('ask for a sign-in, and go on when that has been seen to', async () => {
    const element = await show('usr-licenses-tab', { userId: 'u1' });
    const needs = hear(element, 'signInNeeded', true) as { resume(): void }[];
    const signedIn = last().host.signedOut!().then(() => 'on');
    expect(await Promise.race([signedIn, aTimeout(20)])).to.equal(undefined);
    window.dispatchEvent(new Event('focus'));
    expect(await Promise.race([signedIn, aTimeout(20)])).to.equal(undefined);
    needs[0]!.resume();
    expect([await signedIn, forgotten]).to.deep.equal(['on', 1]);
  });

  it('or when the administrator comes back to the page, where nobody sees to it', async () => {
    await show('usr-licenses-tab', { userId: 'u1' });
    const signedIn = last().host.signedOut!();
    window.dispatchEvent(new Event('focus'));
    await signedIn;
    expect(forgotten).to.equal(1);
  });

  it('CR-6 say when what was to be done is finished: nothing is shown then, or the page that is wanted', async () => {
    const element = await show('usr-grant-recall', { userIds: ['u1'], change: 'grant' });
    const closed = hear(element, 'closed');
    last().host.close!();
    expect([closed.length, last().disposed]).to.deep.equal([1, true]);
    Object.assign(element, { userIds: ['u2'], page: 'products' });
    await aTimeout(0);
    expect(last().host.view.name).to.equal('grant-recall');
    last().host.close!();
    expect(last().host.view).to.deep.equal({ name: 'license-list' });
  });

  it('keep the host’s dialogs below the plugin’s out of it', async () => {
    await show('usr-grant-recall');
    expect(last().host.confirm).to.be.a('function');
    await show('usr-grant-recall', { userIds: ['u1'] });
    expect(typeof last().host.confirm).to.equal('undefined');
  });
});

describe('a view that leads to another', () => {
  const undo: GrantRecallView = { name: 'grant-recall', undo: 'b1' };

  it('leaves that to a page that sees to it', async () => {
    const element = await show('usr-grant-recall');
    const wanted = hear(element, 'openRequested', true);
    last().host.open!(undo);
    await aTimeout(0);
    expect([wanted, mounted.length]).to.deep.equal([[undo], 1]);
  });

  it('goes to the batches by itself, unless something would be lost', async () => {
    const element = await show('usr-grant-recall');
    last().leave = false;
    last().host.open!({ name: 'batches', batchId: 'b1' });
    await aTimeout(0);
    expect(mounted).to.have.length(1);
    last().leave = true;
    last().host.open!({ name: 'batches', batchId: 'b1' });
    await aTimeout(0);
    expect(last().host.view).to.deep.equal({ name: 'batches', batchId: 'b1' });
    element['page'] = 'people';
    await aTimeout(0);
    expect(last().host.view).to.deep.equal({ name: 'selection-basket' });
  });
});
