import { expect } from '@open-wc/testing';
import { LicensingError } from '../../../src/licensing/errors.ts';
import type { MemorySessions } from '../../support/memory-sessions.ts';
import { ManagerRig } from './manager-rig.ts';
import { office } from './office.ts';

const list = 'Ended sessions';

function yesterday(): MemorySessions {
  const gateway = office();
  gateway.end('caleb-1', 'log-out');
  gateway.end('caleb-2', 'terminated', { by: 'Ivan Petrenko', reason: '=Left his desk' });
  gateway.end('mara', 'expired');
  gateway.end('robot', 'limit');
  return gateway;
}

async function open(gateway = yesterday()): Promise<ManagerRig> {
  const rig = await ManagerRig.open({ gateway });
  await rig.click(rig.find('#ended-tab'));
  await rig.until(() => rig.all('lic-ended-sessions').length, 'tab');
  return rig;
}

const click = HTMLAnchorElement.prototype.click;
afterEach(() => {
  HTMLAnchorElement.prototype.click = click;
});

/** Takes what would be downloaded. */
function catchDownload(): { name: string; text: Promise<string> }[] {
  const caught: { name: string; text: Promise<string> }[] = [];
  HTMLAnchorElement.prototype.click = function () {
    caught.push({ name: this.download, text: fetch(this.href).then((answer) => answer.text()) });
  };
  return caught;
}

describe('BX-12 ended sessions', () => {
  it('are read only when somebody looks', async () => {
    const rig = await ManagerRig.open({ gateway: yesterday() });
    expect(rig.gateway.calls.filter((call) => call.startsWith('endedSessions'))).to.deep.equal([]);
  });

  it('who, how, by whom and why; the last one first', async () => {
    const rig = await open();
    await rig.until(() => rig.rows(list).length === 4, 'rows');
    const cells = rig.column('User', list).map((user, at) => [user, rig.column('How', list)[at], rig.column('Ended by', list)[at], rig.column('Reason', list)[at]].join(' · '));
    expect(cells).to.have.members([
      'Caleb Jones · Logged out ·  · ', 'Caleb Jones · By administrator · Ivan Petrenko · =Left his desk', 'Mara Lind · Timed out ·  · ', 'Reports robot · Over the limit ·  · ',
    ]);
    expect(rig.all('[role=columnheader]').find(({ ariaLabel }) => ariaLabel === 'Ended')!.ariaSort).to.equal('descending');
  });

  it('says how long each lasted', async () => {
    const rig = await open();
    await rig.until(() => rig.rows(list).length === 4, 'rows');
    expect(rig.column('Duration', list)).to.include('20 min').and.to.include('10 hr');
  });

  it('none yet is a sentence', async () => {
    const rig = await open(office());
    await rig.until(() => rig.all('[role=note]').some(({ textContent }) => textContent === 'No session has ended yet.'), 'sentence');
  });

  it('those that end while the other tab is open are there when somebody looks again', async () => {
    const rig = await open();
    await rig.until(() => rig.rows(list).length === 4, 'rows');
    await rig.click(rig.find('#active-tab'));
    rig.gateway.end('ida-home');
    await rig.click(rig.find('#ended-tab'));
    await rig.until(() => rig.rows(list).length === 5, 'one more');
  });
});

describe('BX-12 export', () => {
  it('writes what matches as a file that no spreadsheet takes for formulas, and says how many', async () => {
    const caught = catchDownload();
    const rig = await open();
    await rig.until(() => rig.rows(list).length === 4, 'rows');
    await rig.click(rig.button('Export CSV'));
    await rig.until(() => caught.length, 'download');
    expect(caught[0]!.name).to.equal('sessions-ended-2026-11-21.csv');
    const lines = (await caught[0]!.text).split('\r\n');
    expect(lines.length).to.equal(6);
    expect(lines[0]).to.include('User,Login e-mail,Kind');
    expect(lines.join()).to.include("By administrator,Ivan Petrenko,'=Left his desk");
    await rig.until(() => rig.all('[role=status]').some(({ textContent }) => textContent === '4 sessions exported.'), 'said');
  });

  it('one that fails says why, and can be tried again', async () => {
    const caught = catchDownload();
    const rig = await open();
    await rig.until(() => rig.rows(list).length === 4, 'rows');
    rig.gateway.before = (call) => {
      if (call.startsWith('endedSessions')) throw new LicensingError('server');
    };
    await rig.click(rig.button('Export CSV'));
    await rig.until(() => rig.notices().includes('Something went wrong on the server. Try again in a moment.'), 'said');
    rig.gateway.before = () => {};
    await rig.click(rig.button('Try again'));
    await rig.until(() => caught.length, 'download');
    expect(rig.notices()).to.deep.equal([]);
  });

  it('can be cancelled, and then leaves no file', async () => {
    const caught = catchDownload();
    const rig = await open();
    await rig.until(() => rig.rows(list).length === 4, 'rows');
    let release = (): void => {};
    rig.gateway.before = (call) => (call.startsWith('endedSessions') ? new Promise((resolve) => (release = resolve)) : undefined);
    await rig.click(rig.button('Export CSV'));
    await rig.click(rig.button('Cancel'));
    release();
    await rig.settle();
    expect([caught, rig.notices(), rig.buttons('Export CSV').length]).to.deep.equal([[], [], 1]);
  });
});

describe('BX-15 tabs', () => {
  it('arrow keys lead from one to the other, and each names its panel', async () => {
    const rig = await ManagerRig.open();
    const tab = (name: string): HTMLElement => rig.find(`#${name}-tab`);
    tab('active').focus();
    tab('active').dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowRight', bubbles: true }));
    await rig.settle();
    expect([tab('ended').ariaSelected, rig.root.activeElement]).to.deep.equal(['true', tab('ended')]);
    expect(rig.find('#ended-panel').getAttribute('aria-labelledby')).to.equal('ended-tab');
    expect(rig.find('#active-panel').checkVisibility()).to.equal(false);
  });
});
