import { expect } from '@open-wc/testing';
import { LicensingError } from '../../../src/licensing/errors.ts';
import type { Question, ViewContext } from '../../../src/ui/view-context.ts';
import { holdTimers } from '../../support/held-timers.ts';
import { MemorySessions } from '../../support/memory-sessions.ts';
import { ManagerRig } from './manager-rig.ts';
import { context, noon, now, office } from './office.ts';

const users = (rig: ManagerRig): string[] => rig.column('User');
const states = (rig: ManagerRig): string[] => rig.column('State');
// What has ended stays in sight for two seconds, which are over when a test says so.
const timers = holdTimers(600);
let ahead = 0;
const hurried: ViewContext = { ...context, now: () => now() + ahead };
beforeEach(() => void (ahead = 0));
const untilGone = (rig: ManagerRig, gone: () => boolean): Promise<void> => {
  ahead = 2_000;
  return rig.until(() => (timers.letGo(), gone()), 'gone');
};

describe('QT-6 how many sessions there are', () => {
  it('all of them, by kind, with the peak of the day', async () => {
    const rig = await ManagerRig.open();
    expect(rig.find('.count').textContent).to.equal('7 active sessions');
    expect(rig.all('.kinds li').map(({ textContent }) => textContent)).to.deep.equal(['5 web', '1 API', '1 mobile']);
    expect(rig.find('.trend p').textContent).to.equal('Peak 212 at 9:00 AM · now 7');
    expect(rig.find('svg').ariaLabel).to.equal('Active sessions in the last 24 hours');
  });

  it('follows along, and a new session is a row', async () => {
    const rig = await ManagerRig.open();
    rig.gateway.add({ userName: 'Nina New', kind: 'mobile', startedAt: noon });
    await rig.until(() => users(rig).includes('Nina New'), 'row');
    await rig.until(() => rig.find('.count').textContent === '8 active sessions', 'count');
  });

  it('stays in sight on the other tab', async () => {
    const rig = await ManagerRig.open();
    await rig.click(rig.find('#ended-tab'));
    expect(rig.find('.count').checkVisibility()).to.equal(true);
  });
});

describe('QT-8 ending a session', () => {
  it('asks, passes the reason on, and shows what came of it', async () => {
    const rig = await ManagerRig.open();
    await rig.end('End session… Mara Lind', 'End 1 session', '  Please \n sign in again ');
    await rig.until(() => rig.gateway.over.has('mara'), 'ended');
    expect(rig.gateway.over.get('mara')!.end.reason).to.equal('Please sign in again');
    await rig.until(() => rig.all('strong').some(({ textContent }) => textContent === '1 session ended'), 'summary');
  });

  it('Cancel ends nothing', async () => {
    const rig = await ManagerRig.open();
    await rig.end('End session… Mara Lind', 'Cancel');
    expect([rig.dialog, rig.gateway.endings]).to.deep.equal([undefined, []]);
    expect(rig.gateway.calls.some((call) => call.startsWith('endSessions'))).to.equal(false);
  });

  it('all that match, and no other', async () => {
    const rig = await ManagerRig.open({ context: hurried });
    await rig.filter('caleb');
    await rig.until(() => rig.buttons('End all matching (3)…').length, 'button');
    await rig.end('End all matching (3)…', 'End 3 sessions');
    await rig.until(() => rig.gateway.endings.length === 3, 'ended');
    expect([...rig.gateway.active.keys()]).to.deep.equal(['ida-here', 'ida-home', 'mara', 'robot']);
    await untilGone(rig, () => !rig.all('button').some(({ textContent }) => textContent!.startsWith('End all matching')));
  });

  it('of a group: all but the newest', async () => {
    const rig = await ManagerRig.open();
    await rig.click(rig.all('label').find(({ textContent }) => textContent!.trim() === 'Group by user')!);
    await rig.until(() => rig.buttons('End all but the newest… Caleb Jones').length, 'group');
    expect(rig.rows().flat().some((cell) => cell.includes('\u2068Caleb Jones\u2069: 3 sessions'))).to.equal(true);
    await rig.end('End all but the newest… Caleb Jones', 'End 2 sessions');
    await rig.until(() => rig.gateway.endings.length === 2, 'ended');
    expect(rig.gateway.active.has('caleb-3')).to.equal(true);
    expect(rig.buttons('End all but the newest… Mara Lind')).to.deep.equal([]);
  });

  it('what failed says so in its row, can be tried again alone, and what had ended has words of its own', async () => {
    const rig = await ManagerRig.open();
    rig.gateway.fail = ({ id }) => (id === 'caleb-2' ? 'server' : null);
    await rig.filter('caleb');
    await rig.until(() => rig.buttons('End all matching (3)…').length, 'button');
    rig.gateway.before = (call) => void (call === 'endSessions 3' && rig.gateway.end('caleb-1', 'log-out'));
    await rig.end('End all matching (3)…', 'End 3 sessions');
    const summary = '1 session ended, 1 had ended already, 1 failed';
    await rig.until(() => rig.all('strong').some(({ textContent }) => textContent === summary), summary);
    expect(states(rig)).to.include('Not ended');
    await rig.click(rig.button('Show each session'));
    await rig.until(() => rig.rows('What became of each session').length === 3, 'ledger');
    const remarks = rig.column('Remark', 'What became of each session');
    expect(remarks).to.include('Logged out at 12:00 PM');
    expect(remarks).to.include('Something went wrong on the server. Try again in a moment.');
    rig.gateway.fail = () => null;
    await rig.click(rig.button('Retry failed'));
    await rig.until(() => rig.gateway.over.has('caleb-2'), 'retried');
    await rig.click(rig.button('Close'));
    await rig.until(() => !rig.all('lic-end-result').length, 'closed');
  });
});

describe('BX-12 guardrails', () => {
  it('the own session says so, and can be neither selected nor ended', async () => {
    const rig = await ManagerRig.open();
    const at = states(rig).indexOf('This is you');
    expect(users(rig)[at]).to.equal('Ida Admin');
    const row = rig.all('.body [role=row]').find(({ textContent }) => textContent!.includes('This is you'))!;
    expect(row.querySelector<HTMLInputElement>('input')!.disabled || row.querySelector('input')!.ariaDisabled === 'true').to.equal(true);
    await rig.click(row.querySelector('button')!);
    expect(rig.dialog).to.equal(undefined);
  });

  it('select all and end: the own one stays, and so does the administrator', async () => {
    const rig = await ManagerRig.open();
    await rig.click(rig.all('[role=columnheader] input')[0]!);
    await rig.until(() => rig.buttons('End 6 sessions…').length, 'selection');
    await rig.end('End 6 sessions…', 'End 6 sessions');
    await rig.until(() => rig.gateway.endings.length === 6, 'ended');
    expect([...rig.gateway.active.keys()]).to.deep.equal(['ida-here']);
  });

  it('all that match says that the own one is left out', async () => {
    const rig = await ManagerRig.open();
    await rig.filter('ida');
    await rig.until(() => rig.buttons('End all matching (2)…').length, 'button');
    rig.button('End all matching (2)…').click();
    await rig.until(() => rig.dialog, 'question');
    expect(rig.dialog!.textContent).to.include('Your own session is left out.');
    await rig.click(rig.button('End 1 session'));
    await rig.until(() => rig.gateway.endings.length, 'ended');
    expect(rig.gateway.endings).to.deep.equal(['ida-home']);
  });

  it('“all my others” are mine, and not this one', async () => {
    const rig = await ManagerRig.open();
    await rig.end('End all my others…', 'End 1 session');
    await rig.until(() => rig.gateway.endings.length, 'ended');
    expect(rig.gateway.endings).to.deep.equal(['ida-home']);
  });

  it('a row leaves only when the host confirms', async () => {
    const rig = await ManagerRig.open({ context: hurried });
    rig.gateway.late = true;
    await rig.end('End session… Mara Lind', 'End 1 session');
    await rig.until(() => states(rig).includes('Ending…'), 'ending');
    await rig.until(() => rig.all('strong').some(({ textContent }) => textContent === 'No session ended, 1 on the way'), 'on the way');
    expect(users(rig)).to.include('Mara Lind');
    rig.gateway.settle();
    await rig.until(() => states(rig).includes('Ended'), 'ended');
    await untilGone(rig, () => !users(rig).includes('Mara Lind'));
    expect(users(rig).length).to.equal(6);
  });

  it('what arrives while the question is open is not part of it', async () => {
    const rig = await ManagerRig.open();
    await rig.filter('caleb');
    await rig.until(() => rig.buttons('End all matching (3)…').length, 'button');
    rig.button('End all matching (3)…').click();
    await rig.until(() => rig.dialog, 'question');
    rig.gateway.add({ id: 'caleb-4', userId: 'caleb', userName: 'Caleb Jones', login: 'caleb@example.com' });
    await rig.click(rig.button('End 3 sessions'));
    await rig.until(() => rig.gateway.endings.length === 3, 'ended');
    expect(rig.gateway.active.has('caleb-4')).to.equal(true);
  });
});

describe('QT-10 the limit of three', () => {
  it('marks who is at it, and what does not count', async () => {
    const rig = await ManagerRig.open();
    const marks = Object.fromEntries(users(rig).map((name, at) => [name, rig.column('Limit')[at]]));
    expect(marks).to.deep.equal({ 'Mara Lind': '1 of 3', 'Ida Admin': '2 of 3', 'Caleb Jones': '3 of 3', 'Reports robot': 'Not counted' });
  });

  it('a host without a limit has no such column', async () => {
    const gateway = office();
    gateway.capable = { ...gateway.capable!, limit: null };
    const rig = await ManagerRig.open({ gateway });
    expect(rig.all('[role=columnheader]').map(({ ariaLabel }) => ariaLabel)).not.to.include('Limit');
  });
});

describe('pausing', () => {
  it('holds changes back, counts them, and lets them in again', async () => {
    const rig = await ManagerRig.open();
    await rig.until(() => (timers.letGo(), rig.gateway.calls.includes('sessions 5000')), 'all read');
    await rig.click(rig.button('Pause updates'));
    rig.gateway.add({ userName: 'Nina New' });
    await rig.until(() => rig.all('p').some(({ textContent }) => textContent === '1 change waiting'), 'waiting');
    expect(users(rig)).not.to.include('Nina New');
    await rig.click(rig.button('Resume updates'));
    await rig.until(() => users(rig).includes('Nina New'), 'row');
  });
});

describe('what a host can’t do is absent', () => {
  it('nothing about sessions: one sentence', async () => {
    const gateway = office();
    gateway.capable = null;
    const rig = await ManagerRig.open({ gateway });
    expect(rig.notices()).to.deep.equal(['This system can’t tell who is signed in, so there are no sessions to manage here.']);
  });

  it('no policy, no ended sessions, no reasons, no trend', async () => {
    const gateway = office();
    gateway.capable = { ...gateway.capable!, policy: false, ended: false, reasons: false, trend: false };
    gateway.trend = [];
    const rig = await ManagerRig.open({ gateway });
    expect(rig.all('lic-session-policy, [role=tab], svg')).to.deep.equal([]);
    expect(gateway.calls.filter((call) => /policy|ended/i.test(call))).to.deep.equal([]);
    rig.button('End session… Mara Lind').click();
    await rig.until(() => rig.dialog, 'question');
    expect(rig.dialog!.querySelector('textarea')).to.equal(null);
    await rig.click(rig.button('Cancel'));
  });

  it('without the right: all is shown, nothing can be ended', async () => {
    const rig = await ManagerRig.open({ can: async () => false });
    expect(rig.notices()).to.deep.equal(['You can see sessions but not end them.']);
    expect(rig.all('.body input, .body button, [role=columnheader] input').filter((one) => one.checkVisibility())).to.deep.equal([]);
    expect(rig.buttons('End all my others…')).to.deep.equal([]);
  });
});

describe('trouble', () => {
  it('a first read that fails says so, and Try again helps', async () => {
    const gateway = office();
    gateway.before = () => {
      throw new LicensingError('rejected');
    };
    const rig = await ManagerRig.open({ gateway });
    expect(rig.notices()).to.deep.equal(['The server refused this. Check it, then try again.']);
    gateway.before = () => {};
    await rig.click(rig.button('Try again'));
    await rig.until(() => rig.rows().length === 7, 'rows');
  });

  it('nobody signed in is a sentence, not a blank', async () => {
    const rig = await ManagerRig.open({ gateway: new MemorySessions() });
    expect(rig.all('[role=note]').map(({ textContent }) => textContent)).to.include('Nobody is signed in at the moment.');
  });
});

describe('leaving and coming back', () => {
  it('the host keeps how the view was left, and hands it back', async () => {
    const kept: string[] = [];
    const rig = await ManagerRig.open({ context: { ...context, remember: (text) => void kept.push(text) } });
    await rig.filter('caleb');
    await rig.until(() => kept.length, 'kept');
    const again = await ManagerRig.open({ remembered: kept.at(-1)! });
    await again.until(() => again.rows().length === 3, 'filtered again');
    expect(new Set(users(again))).to.deep.equal(new Set(['Caleb Jones']));
  });

  it('what was kept and is none of ours counts as nothing', async () => {
    const rig = await ManagerRig.open({ remembered: '{"tab":"nowhere","view":{"sort":7}}' });
    expect(rig.rows().length).to.equal(7);
  });

  it('asks while sessions are being ended, and lets go of everything when removed', async () => {
    const asked: Question[] = [];
    const pending: boolean[] = [];
    const rig = await ManagerRig.open({
      context: { ...context, pending: (is) => void pending.push(is), confirm: async (question) => (asked.push(question), false) },
    });
    expect(await rig.manager.canLeave()).to.equal(true);
    let release = (): void => {};
    rig.gateway.before = (call) => (call.startsWith('endSessions') ? new Promise((resolve) => (release = resolve)) : undefined);
    await rig.end('End session… Mara Lind', 'End 1 session');
    await rig.until(() => pending.at(-1), 'pending');
    expect(await rig.manager.canLeave()).to.equal(false);
    expect(asked[0]!.message).to.equal('Sessions are still being ended. Those not sent yet would go on.');
    release();
    await rig.until(() => pending.at(-1) === false, 'not pending any more');
    rig.manager.remove();
    await rig.settle();
    expect(rig.gateway.listening).to.equal(0);
  });

  it('an element that is moved goes on', async () => {
    const rig = await ManagerRig.open();
    document.body.append(rig.manager);
    await rig.settle();
    expect([rig.gateway.listening, rig.rows().length]).to.deep.equal([1, 7]);
    rig.manager.remove();
  });
});
