import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { demo, setStage } from './support/stage.ts';
import { Visitor } from './support/visitor.ts';

const { schedule, chat, serverFiles, userFiles } = demo;
const stage = setStage();

describe('a stranger', () => {
  it('CR-1 CR-2 CR-3 CR-4 finds Caleb Jones, grants a license, and it is still granted after the host has died and come back', async () => {
    const visitor = await Visitor.arrive(stage.browser, stage.host.url);
    await visitor.signIn('supervisor');
    await visitor.openLicenses('Caleb Jones');
    for (const [product, ticked, availability] of [
      [schedule, true, 'Issued 2 of unlimited'],
      [chat, true, '3 of 5 available'],
      [serverFiles, false, 'Issued 1 of unlimited'],
      [userFiles, false, '4 of 5 available'],
    ] as const) {
      await visitor.reads(product, availability);
      await visitor.isTicked(product, ticked);
    }

    await visitor.license(userFiles).check();
    await visitor.save.click();
    await visitor.page.getByText('1 change saved').waitFor();
    await visitor.reads(userFiles, '3 of 5 available');

    await stage.host.restart();
    // What the browser notices while the host is away and while it starts.
    visitor.allow(/net::ERR_|503 \(Service Unavailable\)/);
    await visitor.page.reload();
    await visitor.reads(userFiles, '3 of 5 available');
    await visitor.isTicked(userFiles);
    await visitor.leave();
  });

  it('BX-15 does the same with the keyboard alone', async () => {
    const visitor = await Visitor.arrive(stage.browser, stage.host.url);
    const { page } = visitor;
    /** Presses Tab until the element with this role and name has the focus. */
    const tabTo = async (role: 'link' | 'checkbox' | 'button' | 'searchbox' | 'tab', name: string | RegExp): Promise<void> => {
      const target = page.getByRole(role, { name, exact: true }).first();
      await target.waitFor();
      for (let presses = 0; presses < 80; presses += 1) {
        if (await target.evaluate((element) => (element.getRootNode() as ShadowRoot).activeElement === element)) return;
        await page.keyboard.press('Tab');
      }
      throw new Error(`Tab never reached ${role} ${String(name)}`);
    };

    await visitor.typeSignIn('supervisor');
    await tabTo('link', /^System users/);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'System users' }).waitFor();
    await tabTo('searchbox', /Search/);
    await page.keyboard.type('Caleb Jones');
    await tabTo('link', 'Caleb Jones');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Caleb Jones' }).waitFor();
    await visitor.tab('Licenses').waitFor();
    await tabTo('tab', 'General');
    await page.keyboard.press('End');
    await page.keyboard.press('Enter');
    await tabTo('checkbox', serverFiles);
    await page.keyboard.press('Space');
    await page.keyboard.press('Control+s');
    await page.getByText('1 change saved').waitFor();
    await visitor.reads(serverFiles, 'Issued 2 of unlimited');
    await visitor.leave();
  });

  it('CR-4 comes to the page the address named once signed in, and back to the sign-in page after signing out', async () => {
    const visitor = await Visitor.arrive(stage.browser, stage.host.url);
    const { page } = visitor;
    await visitor.signIn('supervisor', '/license-manager/products');
    await page.getByRole('tab', { name: 'Licenses', selected: true }).waitFor();
    await page.getByRole('gridcell', { name: chat, exact: true }).waitFor();
    await page.getByRole('button', { name: /^Account of Supervisor/ }).click();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByLabel('Password', { exact: true }).waitFor();
    await page.reload();
    await page.getByLabel('Password', { exact: true }).waitFor();
    await visitor.leave();
  });

  it('reads what is wrong with a sign-in, and how long to wait after many', async () => {
    const visitor = await Visitor.arrive(stage.browser, stage.host.url);
    const { page } = visitor;
    visitor.allow(/429 \(Too Many Requests\)/);
    await visitor.open('/');
    await page.getByLabel('Login', { exact: true }).fill('nobody.at.all');
    await page.getByLabel('Password', { exact: true }).fill('wrong');
    const alert = page.getByRole('alert');
    let status = 0;
    for (let attempt = 0; attempt < 20 && status !== 429; attempt += 1) {
      const answered = page.waitForResponse(/sign-in/);
      await page.keyboard.press('Enter');
      status = (await answered).status();
      await alert.getByText(status === 429 ? /^Too many attempts\. Try again in \d+:\d\d minutes/ : 'Login and password do not match').waitFor();
      // Nothing is sent while it still says that it is signing in.
      await page.getByRole('button', { name: 'Sign in', exact: true }).waitFor();
    }
    assert.equal(status, 429);
    await visitor.leave();
  });
});
