import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { onCreatio } from './support/running-host.ts';
import { demo, setStage } from './support/stage.ts';
import { Visitor } from './support/visitor.ts';

const { chat } = demo;
const stage = setStage();

describe('rights', () => {
  it('CR-10 somebody who may only look sees the licenses and can change none', async () => {
    const visitor = await Visitor.arrive(stage.browser, stage.host.url);
    await visitor.signIn('license.user');
    await visitor.openLicenses('Caleb Jones');
    await visitor.reads(chat, '3 of 5 available');
    await visitor.page.getByText('You can see these licenses but not change them.').waitFor();
    await visitor.license(chat).click({ force: true });
    assert.equal(await visitor.license(chat).isChecked(), true);
    assert.equal(await visitor.save.count(), 0);
    await visitor.leave();
  });

  it('CR-10 somebody without any right has no such tab, and the host refuses as well', async () => {
    const visitor = await Visitor.arrive(stage.browser, stage.host.url);
    const { page } = visitor;
    await visitor.signIn('nobody');
    const id = await page.evaluate(async () => ((await (await fetch('/auth/session')).json()) as { user: { id: string } }).user.id);
    await visitor.open(`/users/${id}/licenses`);
    await page.getByText('There is no such tab, or you may not see it.').waitFor();
    assert.deepEqual(await page.getByRole('tab').allTextContents(), ['General', 'Roles']);
    const status = await page.evaluate(async (user) => (await fetch(`/licensing/v1/users/${user}/licenses`)).status, id);
    assert.equal(status, 403);
    await page.getByRole('link', { name: 'System users' }).first().click();
    await page.getByText('You may not see this.').waitFor();
    visitor.allow(/403 \(Forbidden\)/);
    await visitor.leave();
  });

  it('CR-7 a deactivated user is shown unlicensed, and may be let in again', async () => {
    const visitor = await Visitor.arrive(stage.browser, stage.host.url);
    const { page } = visitor;
    await visitor.signIn('it.admin');
    await visitor.findUser('Caleb Jones');
    const access = page.getByRole('switch', { name: 'Active account' });
    await access.click();
    await page.getByRole('switch', { name: 'Active account', checked: false }).waitFor();
    await visitor.tab('Licenses').click();
    await visitor.reads(chat, '4 of 5 available');
    await visitor.isTicked(chat, false);
    await visitor.tab('General').click();
    await access.click();
    await page.getByRole('switch', { name: 'Active account', checked: true }).waitFor();
    await visitor.tab('Licenses').click();
    await visitor.reads(chat, '3 of 5 available');
    await visitor.isTicked(chat);
    await visitor.leave();
  });

  it('CR-10 somebody without the right to manage users finds the switch explained, not working', async () => {
    const visitor = await Visitor.arrive(stage.browser, stage.host.url);
    await visitor.signIn('license.admin');
    await visitor.findUser('Caleb Jones');
    await visitor.page.getByText('You may not change whether accounts are active.').waitFor();
    assert.equal(await visitor.page.getByRole('switch').getAttribute('aria-disabled'), 'true');
    await visitor.leave();
  });
});

describe('scenarios', () => {
  it(onCreatio ? 'an old contract of the shell keeps nobody from Creatio’s' : 'an old host refuses the plugin in one sentence that names both versions, and loads nothing of it', async () => {
    const visitor = await Visitor.arrive(stage.browser, stage.host.url);
    const { page } = visitor;
    await visitor.signIn('supervisor');
    await switchScenario(visitor, 'Old host');
    const loaded: string[] = [];
    page.on('request', (request) => loaded.push(new URL(request.url()).pathname));
    await visitor.findUser('Caleb Jones');
    await visitor.tab('Licenses').click();
    if (onCreatio) {
      // What the shell offers other plugins is nothing to Creatio's.
      await visitor.license(chat).waitFor();
      await switchScenario(visitor, 'Demo company');
      return visitor.leave();
    }
    await page.getByText(/^“Licenses” \d+\.\d+\.\d+ needs version \^1\.0\.0 of the host’s plugin interface, and this host offers 0\.9\.0\.$/).waitFor();
    assert.deepEqual(loaded.filter((path) => path.startsWith('/plugin/')), []);
    await switchScenario(visitor, 'Demo company');
    await visitor.leave();
  });

  it('a developer makes the network lose answers, and sees it', async () => {
    const visitor = await Visitor.arrive(stage.browser, stage.host.url);
    const { page } = visitor;
    await visitor.signIn('supervisor', '/license-manager/products');
    await page.getByRole('gridcell', { name: chat, exact: true }).waitFor();
    visitor.allow(/ERR_EMPTY_RESPONSE|ERR_CONNECTION_RESET|ERR_CONNECTION_CLOSED|ERR_SOCKET_NOT_CONNECTED/);
    await setAnswersLost(visitor, '100');
    await visitor.tab('Users').click();
    await page.getByText('The server can’t be reached.').waitFor();
    await setAnswersLost(visitor, '0');
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('link', { name: 'Caleb Jones' }).or(page.getByRole('button', { name: 'Show more' })).first().waitFor();
    await visitor.leave();
  });
});

async function openDeveloperMenu(visitor: Visitor): Promise<void> {
  const button = visitor.page.getByRole('button', { name: 'Developer' });
  if ((await button.getAttribute('aria-expanded')) === 'false') await button.click();
}

async function switchScenario(visitor: Visitor, title: string): Promise<void> {
  await openDeveloperMenu(visitor);
  await visitor.page.getByLabel('Scenario').selectOption({ label: title });
  await Promise.all([visitor.page.waitForEvent('load'), visitor.page.getByRole('button', { name: 'Switch scenario' }).click()]);
  await visitor.page.getByRole('button', { name: /^Account of/ }).waitFor();
}

async function setAnswersLost(visitor: Visitor, percent: string): Promise<void> {
  await openDeveloperMenu(visitor);
  await visitor.page.getByLabel('Answers lost').fill(percent);
  await visitor.page.getByRole('button', { name: 'Apply to network' }).click();
  await visitor.page.getByText('The network now behaves this way.').waitFor();
  await visitor.page.keyboard.press('Escape');
}
