import { expect } from '@open-wc/testing';
import { pagedColumns, sortOf } from '../../../src/features/session-manager/paged-sessions.ts';
import { holdTimers } from '../../support/held-timers.ts';
import { ManagerRig } from './manager-rig.ts';
import { noon, office } from './office.ts';

/** A host that says it has more sessions than are held here; those that can be scrolled to are real. */
async function crowd(): Promise<ManagerRig> {
  const gateway = office();
  for (let at = 0; at < 600; at++) gateway.add({ userName: `Person ${at}`, login: `person${at}@example.net`, startedAt: noon - at * 1000 });
  const summary = gateway.summary.bind(gateway);
  gateway.summary = async (signal) => ({ ...(await summary(signal)), counts: { web: 250_000, api: 1, mobile: 1 } });
  const rig = await ManagerRig.open({ gateway });
  await rig.until(() => rig.rows().some((cells) => cells.join().includes('Person')), 'rows');
  return rig;
}

describe('QT-6 more sessions than can be held', () => {
  // What has ended stays in sight for two seconds, and here for as long as it takes to see it.
  holdTimers(600);

  it('are asked for page by page, and never all at once', async () => {
    const rig = await crowd();
    expect(rig.gateway.calls.filter((call) => /^sessions \d/.test(call)).every((call) => Number(call.split(' ')[1]) <= 200)).to.equal(true);
    expect(rig.all('label').some(({ textContent }) => textContent!.includes('Group by user'))).to.equal(false);
    expect(rig.all('[role=columnheader]').map(({ ariaLabel }) => ariaLabel)).not.to.include('Limit');
  });

  it('QT-7 the host filters by login and sorts', async () => {
    const rig = await crowd();
    await rig.filter('caleb');
    await rig.until(() => rig.rows().length === 3, 'filtered');
    expect(new Set(rig.column('Login e-mail'))).to.deep.equal(new Set(['caleb@example.com']));
  });

  it('QT-8 one of them can be ended, and leaves when the host confirms', async () => {
    const rig = await crowd();
    await rig.filter('mara');
    await rig.until(() => rig.rows().length === 1, 'filtered');
    await rig.end('End session… Mara Lind', 'End 1 session');
    await rig.until(() => rig.gateway.over.has('mara'), 'ended');
    await rig.until(() => rig.column('State')[0] === 'Ended', 'shown');
  });

  it('QT-8 BX-12 all that match are ended, those not here included, and the own one is not', async () => {
    const rig = await crowd();
    await rig.filter('ida@');
    await rig.until(() => rig.rows().length === 2, 'filtered');
    await rig.end('End all matching (2)…', 'End 1 session');
    await rig.until(() => rig.gateway.endings.length, 'ended');
    expect(rig.gateway.endings).to.deep.equal(['ida-home']);
  });
});

it('sorts as a host can, and idles the longer the earlier a client last asked', () => {
  expect(sortOf({ sort: [{ column: 'idle', descending: true }] })).to.equal('lastRequest');
  expect(sortOf({ sort: [{ column: 'login', descending: false }] })).to.equal('login');
  expect([sortOf({ sort: [] }), sortOf({ sort: [{ column: 'browser', descending: true }] })]).to.deep.equal(['-started', '-started']);
  const [login, browser] = pagedColumns([{ id: 'login', label: '', kind: 'text', filter: 'text' }, { id: 'browser', label: '', kind: 'text' }]);
  expect([login!.sortable, login!.filter, browser!.sortable]).to.deep.equal([true, undefined, false]);
});
