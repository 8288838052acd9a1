import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { hold } from './support/hold.ts';
import { onCreatio, paths } from './support/running-host.ts';
import { SessionDesk, agents, assertReason, assertTold } from './support/session-desk.ts';
import { setStage } from './support/stage.ts';
import { Visitor } from './support/visitor.ts';

const stage = setStage();

describe('ending a session', () => {
  it('QT-6 QT-7 QT-8 QT-10 an administrator finds a browser by its login, ends it with a reason, and all its tabs are told at once', async () => {
    const admin = await Visitor.arrive(stage.browser, stage.host.url);
    await admin.signIn('supervisor');
    const desk = await SessionDesk.open(admin);
    const before = await desk.count();

    const user = await Visitor.arrive(stage.browser, stage.host.url, { userAgent: agents.firefox });
    await user.signIn('license.user', '/users?search=Caleb');
    const tab = await user.context.newPage();
    await tab.goto(`${stage.host.url}/license-manager/products`);
    await tab.getByRole('button', { name: /^Account of/ }).waitFor();

    await desk.filter('license.user');
    // It appears by itself, and however many tabs there are, once.
    const session = desk.session('license.user', 'Firefox 141');
    await session.waitFor();
    assert.equal(await session.count(), 1);
    await desk.counts(before + 1);
    await desk.endSession(session, 'Maintenance at noon');
    await desk.reads('1 session ended');
    for (const page of [user.page, tab]) {
      await assertTold(page, 'An administrator ended your session.');
      await assertReason(page, 'Maintenance at noon');
    }
    await session.waitFor({ state: 'detached' });
    await desk.counts(before);
    const answer = await user.page.evaluate(async () => {
      const response = await fetch('/licensing/v1/products');
      return { status: response.status, ended: ((await response.json()) as { ended: unknown }).ended };
    });
    assert.deepEqual(answer, { status: 401, ended: { method: 'terminated', reason: onCreatio ? null : 'Maintenance at noon', by: null } });

    // The page is where it was, and the other tab comes back with it.
    await user.signInAgain();
    await tab.getByRole('dialog', { name: 'Your session has ended' }).waitFor({ state: 'detached' });
    await user.page.getByRole('link', { name: 'Caleb Jones' }).waitFor();
    await tab.close();
    for (const visitor of [admin, user]) await visitor.leave();
  });

  it('QT-8 whoever loads the page anew instead reads it on the sign-in page', async () => {
    const admin = await Visitor.arrive(stage.browser, stage.host.url);
    const user = await Visitor.arrive(stage.browser, stage.host.url, { userAgent: agents.edge });
    await Promise.all([admin.signIn('supervisor'), user.signIn('license.user')]);
    const desk = await SessionDesk.open(admin);
    await desk.filter('license.user');
    await desk.endSession(desk.session('license.user', 'Edge 140'));
    await assertTold(user.page, 'An administrator ended your session.');
    await user.page.reload();
    await user.page.getByRole('status').getByText('An administrator ended your session.').waitFor();
    assert.equal(await user.page.getByText('Reason:').count(), 0);
    await user.signIn('license.user');
    for (const visitor of [admin, user]) await visitor.leave();
  });

  it('BX-12 protects one’s own session, also from a bulk, and “end all my others” ends those alone', async () => {
    const here = await Visitor.arrive(stage.browser, stage.host.url);
    const there = await Visitor.arrive(stage.browser, stage.host.url, { userAgent: agents.opera });
    const other = await Visitor.arrive(stage.browser, stage.host.url, { userAgent: agents.opera });
    await Promise.all([here.signIn('it.admin'), there.signIn('it.admin'), other.signIn('license.admin')]);
    const desk = await SessionDesk.open(here);
    await desk.filter('it.admin');
    await desk.session('it.admin', 'Opera 124').waitFor();
    const own = desk.rows(onCreatio ? 'This may be you' : 'This is you');
    assert.equal(await own.count(), 1);
    assert.equal(await own.getByRole('checkbox').isDisabled(), true);
    assert.equal(await own.getByRole('button', { name: /^End session/ }).getAttribute('aria-disabled'), 'true');

    await desk.button(/^End all matching/).click();
    await desk.question(1).getByText(onCreatio ? 'Any session that may be your own is left out.' : 'Your own session is left out.').waitFor();
    await desk.question(1).getByRole('button', { name: 'Cancel' }).click();
    await desk.grid.getByRole('checkbox', { name: 'Select all' }).check();
    await desk.page.getByText('1 selected').first().waitFor();
    await desk.button('Clear selection').click();

    await desk.button('End all my others…').click();
    await desk.confirm(1, 'That was me');
    await desk.reads('1 session ended');
    await assertTold(there.page, 'An administrator ended your session.');
    await assertReason(there.page, 'That was me');
    assert.equal(await own.count(), 1);
    assert.equal(await other.page.evaluate(async () => (await fetch('/auth/session')).status), 200);
    assert.equal(await here.page.evaluate(async () => (await fetch('/auth/session')).status), 200);
    for (const visitor of [here, there, other]) await visitor.leave();
  });

  it('QT-8 a session that signs out during a bulk had ended already, and the ledger says how', async () => {
    const admin = await Visitor.arrive(stage.browser, stage.host.url);
    const user = await Visitor.arrive(stage.browser, stage.host.url, { userAgent: agents.safari });
    await Promise.all([admin.signIn('supervisor'), user.signIn('license.user')]);
    const desk = await SessionDesk.open(admin);
    await desk.session('license.user', 'Safari 26').getByRole('checkbox').check();
    await desk.filter('caleb');
    await desk.rows('Caleb Jones').first().getByRole('checkbox').check();
    await desk.button('End 2 sessions…').click();
    const ending = await hold(admin.page, paths.endSessions);
    await desk.confirm(2);
    await ending.caught;
    await user.page.getByRole('button', { name: /^Account of/ }).click();
    await user.page.getByRole('button', { name: 'Sign out' }).click();
    await user.page.getByLabel('Password', { exact: true }).waitFor();
    await ending.letGo();
    await desk.reads('1 session ended, 1 had ended already');
    await desk.button('Show each session').click();
    await desk.page.getByRole('grid', { name: 'What became of each session' }).getByText(/^Logged out at/).waitFor();
    for (const visitor of [admin, user]) await visitor.leave();
  });
});

describe('two administrators', () => {
  it('QT-8 end the same sessions at once: each ends once, and both read the truth', async () => {
    const one = await Visitor.arrive(stage.browser, stage.host.url);
    const two = await Visitor.arrive(stage.browser, stage.host.url);
    await Promise.all([one.signIn('supervisor'), two.signIn('it.admin')]);
    const desks = await Promise.all([SessionDesk.open(one), SessionDesk.open(two)]);
    const total = await Promise.all(desks.map(async (desk) => {
      await desk.filter('jones');
      const count = await desk.rows(/\S/).count();
      await desk.button(new RegExp(`^End all matching\\D*${count}\\D*$`)).click();
      await desk.question(count).waitFor();
      return count;
    }));
    assert.equal(total[0], total[1]);
    assert.ok(total[0]! > 1, 'several people are called so');
    // Both have been confirmed before either is carried out.
    const endings = await Promise.all(desks.map(({ page }) => hold(page, paths.endSessions)));
    await Promise.all(desks.map((desk) => desk.confirm(total[0]!)));
    await Promise.all(endings.map(({ caught }) => caught));
    await Promise.all(endings.map((ending) => ending.letGo()));

    const results = await Promise.all(desks.map(async ({ page }) => {
      const summary = page.getByRole('status').getByText(/^(No session|\d+ sessions?) ended(?!.*on the way)/);
      await summary.waitFor();
      const words = (await summary.textContent())!;
      return { ended: Number(/^(\d+) sessions? ended/.exec(words)?.[1] ?? 0), before: Number(/(\d+) had ended already/.exec(words)?.[1] ?? 0), words };
    }));
    for (const { ended, before, words } of results) assert.equal(ended + before, total[0], words);
    const ended = results[0]!.ended + results[1]!.ended;
    if (onCreatio) {
      // It accepts both wishes while a session is ending, and does not tell whose it was.
      assert.ok(ended >= total[0]!);
      for (const visitor of [one, two]) await visitor.leave();
      return;
    }
    assert.equal(ended, total[0]);

    const late = results.findIndex(({ before }) => before > 0);
    await desks[late]!.button('Show each session').click();
    const other = late === 0 ? /^Ended by (?!Supervisor).+ at / : /^Ended by Supervisor at /;
    await desks[late]!.page.getByRole('grid', { name: 'What became of each session' }).getByText(other).first().waitFor();
    for (const visitor of [one, two]) await visitor.leave();
  });
});
