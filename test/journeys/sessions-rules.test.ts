import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { SessionDesk, agents, assertTold } from './support/session-desk.ts';
import { setStage } from './support/stage.ts';
import { Visitor } from './support/visitor.ts';

const stage = setStage();

/** An API client of somebody, outside any browser. */
async function apiClient(login: string): Promise<{ status: () => Promise<number>; logOut: () => Promise<void> }> {
  const { url } = stage.host;
  const answer = await fetch(`${url}/auth/tokens`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'user-agent': 'nightly-report/2.1' },
    body: JSON.stringify({ login, password: 'demo' }),
  });
  const { token } = (await answer.json()) as { token: string };
  const headers = { authorization: `Bearer ${token}` };
  return {
    status: async () => (await fetch(`${url}/auth/session`, { headers })).status,
    logOut: async () => void (await fetch(`${url}/auth/tokens/current`, { method: 'DELETE', headers })),
  };
}

describe('at most three sessions of a user', () => {
  it('QT-10 the fourth sign-in ends the oldest, which is told why; an API client counts for nothing', async () => {
    const admin = await Visitor.arrive(stage.browser, stage.host.url);
    await admin.signIn('supervisor');
    const desk = await SessionDesk.open(admin);
    await desk.filter('license.user');
    const client = await apiClient('license.user');
    const api = desk.session('license.user', 'nightly-report');
    await api.getByText('Not counted').waitFor();

    const users: Visitor[] = [];
    for (const userAgent of [agents.firefox, agents.edge, agents.opera]) {
      const user = await Visitor.arrive(stage.browser, stage.host.url, { userAgent });
      await user.signIn('license.user');
      users.push(user);
    }
    await desk.session('license.user', 'Firefox 141').getByText('3 of 3').waitFor();
    const fourth = await Visitor.arrive(stage.browser, stage.host.url, { userAgent: agents.safari });
    await fourth.signIn('license.user');
    const [oldest, ...others] = users;
    await assertTold(oldest!.page, /more devices than are allowed at once, and this was the oldest session/);
    for (const { page } of [...others, fourth]) assert.equal(await page.evaluate(async () => (await fetch('/auth/session')).status), 200);
    assert.equal(await client.status(), 200);
    await desk.session('license.user', 'Firefox 141').waitFor({ state: 'detached' });
    await desk.session('license.user', 'Safari 26').getByText('3 of 3').waitFor();
    await client.logOut();
    assert.equal(await client.status(), 401);
    await api.waitFor({ state: 'detached' });
    for (const visitor of [admin, fourth, ...users]) await visitor.leave();
  });
});

describe('auto termination', () => {
  it('QT-9 says what is wrong with a number, how many sessions it would end, ends them once saved, and is still so after a reload', async () => {
    const admin = await Visitor.arrive(stage.browser, stage.host.url);
    const { page } = admin;
    await admin.signIn('supervisor');
    let desk = await SessionDesk.open(admin);
    const form = page.getByRole('form', { name: 'Idle sessions' });
    const minutes = form.getByRole('textbox');
    const save = form.getByRole('button', { name: 'Save' });
    assert.equal(await minutes.isDisabled(), true);
    await form.getByRole('checkbox', { name: 'Auto terminate sessions after users have idled for', exact: true }).check();
    for (const [typed, words] of [
      ['', 'Enter a number of minutes from 1 to 1,440.'],
      ['soon', 'This is not a number. Enter minutes from 1 to 1,440.'],
      ['0', 'The least is 1.'],
      ['1441', 'The most is 1,440 minutes, which is a day.'],
      ['1.5', 'Enter whole minutes, from 1 to 1,440.'],
    ] as const) {
      await minutes.fill(typed);
      await minutes.press('Enter');
      await form.getByText(words).waitFor();
      assert.equal(await minutes.getAttribute('aria-invalid'), 'true');
    }

    // For a quarter of an hour nobody of the demo company comes to have slept for so long.
    await minutes.fill('105');
    const effect = form.getByText(/^This would end \d+ sessions? now\.$/);
    await effect.waitFor();
    const many = Number(/\d+/.exec((await effect.textContent())!)![0]);
    assert.ok(many > 3, 'some of the made-up people have slept for hours');
    const before = await desk.count();
    await save.click();
    const question = page.getByRole('dialog', { name: `Save and end ${many} sessions?` });
    await question.getByText('Yours is not among them.').waitFor();
    await question.getByRole('button', { name: 'Save and end them' }).click();
    await page.getByText('Saved. Sessions end after 105 minutes without a request.').waitFor();
    await page.getByText(new RegExp(`^${before - many} active sessions$`)).waitFor();

    await page.reload();
    desk = await SessionDesk.arrived(admin);
    assert.equal(await desk.count(), before - many);
    assert.equal(await form.getByRole('checkbox').isChecked(), true);
    assert.equal(await minutes.inputValue(), '105');
    await form.getByText(/^Last changed by Supervisor on /).waitFor();
    await admin.leave();
  });

  it('QT-9 asks before a change that is not saved is left behind', async () => {
    const admin = await Visitor.arrive(stage.browser, stage.host.url);
    const { page } = admin;
    await admin.signIn('it.admin');
    await SessionDesk.open(admin);
    const form = page.getByRole('form', { name: 'Idle sessions' });
    const box = form.getByRole('checkbox');
    const was = await box.isChecked();
    await box.setChecked(!was);
    await page.goBack();
    await page.getByRole('dialog', { name: 'Leave this page?' }).getByRole('button', { name: 'Stay' }).click();
    await page.waitForURL(/\/sections\/session-manager$/);
    assert.equal(await box.isChecked(), !was);
    await page.getByRole('link', { name: 'System users' }).first().click();
    await page.getByRole('dialog', { name: 'Leave this page?' }).getByRole('button', { name: 'Leave' }).click();
    await page.getByRole('heading', { level: 1, name: 'System users' }).waitFor();
    await page.goBack();
    await SessionDesk.arrived(admin);
    assert.equal(await box.isChecked(), was);
    await admin.leave();
  });
});

describe('rights', () => {
  it('CR-10 without the right the section is not there, and the host refuses as well', async () => {
    const visitor = await Visitor.arrive(stage.browser, stage.host.url);
    const { page } = visitor;
    visitor.allow(/403 \(Forbidden\)/);
    await visitor.signIn('license.admin');
    await page.getByRole('heading', { level: 1 }).waitFor();
    assert.equal(await page.getByRole('link', { name: 'Session manager' }).count(), 0);
    await visitor.open('/sections/session-manager');
    await page.getByText('There is no such section, or you may not see it.').waitFor();
    const statuses = await page.evaluate(async () => {
      const paths = ['sessions', 'sessions/summary', 'sessions/ended', 'sessions/events', 'session-policy', 'session-policy/effect?idleMinutes=5'];
      return Promise.all(paths.map(async (path) => (await fetch(`/licensing/v1/${path}`)).status));
    });
    assert.deepEqual(statuses, [403, 403, 403, 403, 403, 403]);
    await visitor.leave();
  });

  it('QT-6 the page has an address, a title and its heading’s focus, and comes back with the back button', async () => {
    const visitor = await Visitor.arrive(stage.browser, stage.host.url);
    const { page } = visitor;
    await visitor.signIn('supervisor', '/sections/session-manager');
    await SessionDesk.arrived(visitor);
    assert.equal(await page.title(), 'Session manager · System Designer');
    const heading = page.getByRole('heading', { level: 1, name: 'Session manager' });
    await visitor.focused(heading);
    await page.getByRole('link', { name: 'System users' }).first().click();
    await page.getByRole('heading', { level: 1, name: 'System users' }).waitFor();
    await page.goBack();
    await SessionDesk.arrived(visitor);
    await visitor.focused(heading);
    assert.equal(await page.getByRole('link', { name: 'Session manager' }).first().getAttribute('aria-current'), 'page');
    await visitor.leave();
  });
});
