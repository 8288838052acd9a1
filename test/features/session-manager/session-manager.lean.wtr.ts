import { expect } from '@open-wc/testing';
import type { MemorySessions } from '../../support/memory-sessions.ts';
import { ManagerRig } from './manager-rig.ts';
import { office } from './office.ts';

/** A host as Creatio is: it notes no last requests, keeps neither names nor reasons, can't tell which session is one's own, and takes its time. */
function leanOffice(): MemorySessions {
  const gateway = office();
  for (const id of gateway.active.keys()) gateway.change(id, { lastRequestAt: null });
  gateway.capable = { events: false, limit: null, maxEnd: 100, activity: false, ownExact: false, reasons: false, ended: true, policy: false, trend: false };
  gateway.late = true;
  gateway.trend = [];
  return gateway;
}

const heads = (rig: ManagerRig, list: string): string[] =>
  [...rig.all('[role=grid]').find(({ ariaLabel }) => ariaLabel === list)!.querySelectorAll('[role=columnheader]')].map(({ ariaLabel }) => ariaLabel ?? '').filter(Boolean);

const said = (rig: ManagerRig): string => rig.texts().join('\n');

describe('CR-5 a host that can do less', () => {
  it('has no columns for what it does not know, and nothing on screen is about idling', async () => {
    const rig = await ManagerRig.open({ gateway: leanOffice() });
    await rig.until(() => rig.rows().length, 'rows');
    expect(heads(rig, 'Active sessions')).to.include.members(['User', 'Login e-mail', 'State', 'Started', 'Address']);
    for (const gone of ['Idle', 'Last request', 'Limit']) expect(heads(rig, 'Active sessions')).not.to.include(gone);
    expect(said(rig)).not.to.match(/idle|last request|limit|peak/i);
    expect(rig.all('lic-session-policy, svg polyline, .trend')).to.deep.equal([]);
  });

  it('lists those that started last first', async () => {
    const gateway = leanOffice();
    gateway.add({ id: 'late', userName: 'Nina Newest', startedAt: gateway.now() });
    const rig = await ManagerRig.open({ gateway });
    await rig.until(() => rig.column('User')[0] === 'Nina Newest', 'order');
  });

  it('asks for no reason, and lists no names and reasons of those that have ended', async () => {
    const rig = await ManagerRig.open({ gateway: leanOffice() });
    rig.gateway.end('mara', 'log-out');
    rig.gateway.end('robot', 'expired');
    await rig.click(rig.find('#ended-tab'));
    await rig.until(() => rig.rows('Ended sessions').length, 'rows');
    expect(heads(rig, 'Ended sessions')).to.include.members(['Ended', 'How', 'Duration']);
    for (const gone of ['Ended by', 'Reason']) expect(heads(rig, 'Ended sessions')).not.to.include(gone);
    await rig.click(rig.find('#active-tab'));
    await rig.click(rig.all('[role=columnheader] input')[0]!);
    await rig.until(() => rig.all('.tools .danger').length, 'button');
    rig.all('.tools .danger')[0]!.click();
    await rig.until(() => rig.dialog, 'question');
    expect(rig.all('textarea')).to.deep.equal([]);
  });

  it('BX-12 claims of no session that it is one’s own, and protects each that may be', async () => {
    const gateway = leanOffice();
    gateway.change('ida-home', { own: true });
    const rig = await ManagerRig.open({ gateway });
    await rig.until(() => rig.rows().length, 'rows');
    expect(rig.column('State').filter((state) => state === 'This may be you')).to.have.lengthOf(2);
    const hints = rig.all('.body [title]').filter(({ textContent }) => textContent.includes('This may be you')).map(({ title }) => title);
    expect(new Set(hints)).to.deep.equal(new Set(['You may be signed in with this session, so it is not ended here. Sign out to end your own.']));
    await rig.click(rig.button('End all my others…'));
    await rig.until(() => rig.dialog, 'question');
    expect(rig.dialog!.textContent).to.include('Any session that may be your own is left out.').and.to.include('None of these sessions can be ended.');
    expect(said(rig)).not.to.match(/this is you|your own session is/i);
  });

  it('how a session ended is told as far as the host knows', async () => {
    const rig = await ManagerRig.open({ gateway: leanOffice() });
    const over = { ...rig.gateway.active.get('mara')!, end: { at: rig.gateway.now(), method: 'unknown', by: null, reason: null } as const };
    rig.gateway.active.delete('mara');
    rig.gateway.over.set('mara', over);
    await rig.click(rig.find('#ended-tab'));
    await rig.until(() => rig.rows('Ended sessions').length, 'rows');
    expect(rig.column('How', 'Ended sessions')).to.deep.equal(['Not told']);
  });
});
