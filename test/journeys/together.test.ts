import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { hold } from './support/hold.ts';
import { paths } from './support/running-host.ts';
import { demo, setStage } from './support/stage.ts';
import { Visitor } from './support/visitor.ts';

const { chat, userFiles, lastSeat } = demo;
const stage = setStage();

describe('two administrators', () => {
  it('BX-2 OT-2 race for the last seat: one gets it, the other reads why not', async () => {
    const one = await Visitor.arrive(stage.browser, stage.host.url);
    const two = await Visitor.arrive(stage.browser, stage.host.url);
    await Promise.all([one.signIn('supervisor'), two.signIn('license.admin')]);
    await Promise.all([one.openLicenses('Caleb Jones'), two.openLicenses('Supervisor')]);
    const both = [one, two];
    await Promise.all(both.map((visitor) => visitor.reads(lastSeat, '1 of 30 available')));
    await Promise.all(both.map((visitor) => visitor.license(lastSeat).check()));
    // Both saves are on their way before either is carried out.
    const saves = await Promise.all(both.map(({ page }) => hold(page, paths.saveTab)));
    await Promise.all(both.map((visitor) => visitor.save.click()));
    await Promise.all(saves.map(({ caught }) => caught));
    await Promise.all(saves.map((save) => save.letGo()));

    await Promise.all(both.map((visitor) => visitor.reads(lastSeat, '0 of 30 available')));
    const refused = await Promise.all(both.map((visitor) => settled(visitor)));
    assert.deepEqual(refused.toSorted(), [false, true]);
    for (const visitor of both) await visitor.leave();
  });

  it('see each other’s changes without losing their own ticks or their place', async () => {
    const one = await Visitor.arrive(stage.browser, stage.host.url);
    const two = await Visitor.arrive(stage.browser, stage.host.url);
    await Promise.all([one.signIn('supervisor'), two.signIn('license.admin')]);
    await Promise.all([one.openLicenses('Caleb Jones'), two.openLicenses('Caleb Jones')]);
    await two.license(userFiles).check();
    await two.license(userFiles).focus();
    await two.hurry();

    await one.license(chat).uncheck();
    await one.save.click();
    await one.page.getByText('1 change saved').waitFor();

    await two.reads(chat, '4 of 5 available');
    await two.isTicked(chat, false);
    await two.isTicked(userFiles);
    assert.equal(await two.license(userFiles).evaluate((box) => (box.getRootNode() as ShadowRoot).activeElement === box), true);
    await two.page.getByText('1 change not saved').waitFor();
    for (const visitor of [one, two]) await visitor.leave();
  });
});

/** Waits for the end of a save; true = the seat was refused. */
async function settled(visitor: Visitor): Promise<boolean> {
  const summary = visitor.page.getByRole('status').filter({ hasText: /saved|skipped|Nothing changed/ });
  await summary.waitFor();
  if ((await summary.textContent())?.includes('1 change saved')) return false;
  await visitor.reads(lastSeat, 'No seats remaining on this license.');
  return true;
}

describe('a session that ends in between', () => {
  it('keeps the ticks, asks for the password over the page, and Save goes on afterwards', async () => {
    const visitor = await Visitor.arrive(stage.browser, stage.host.url);
    const { page } = visitor;
    await visitor.signIn('supervisor');
    await visitor.openLicenses('Caleb Jones');
    const box = visitor.license('Loyalty manager');
    await box.check();
    await stage.host.fault({ method: 'POST', path: paths.saveTab, kind: 'signed-out', times: 1 });
    await visitor.save.click();
    await visitor.signInAgain();
    await page.getByText('1 change saved').waitFor();
    assert.equal(await box.isChecked(), true);
    await page.reload();
    await visitor.isTicked('Loyalty manager');
    await visitor.leave();
  });

  it('starts anew for somebody else, without a question about the former one’s ticks', async () => {
    const visitor = await Visitor.arrive(stage.browser, stage.host.url);
    const { page } = visitor;
    await visitor.signIn('supervisor');
    await visitor.openLicenses('Caleb Jones');
    await visitor.license('Gantt planner professional').check();
    await stage.host.fault({ method: 'POST', path: paths.saveTab, kind: 'signed-out', times: 1 });
    await visitor.save.click();
    let questions = 0;
    page.on('dialog', (question) => {
      questions += 1;
      void question.accept();
    });
    const dialog = page.getByRole('dialog', { name: 'Your session has ended' });
    await dialog.getByLabel('Login', { exact: true }).fill('license.user');
    await dialog.getByLabel('Password', { exact: true }).fill('demo');
    await dialog.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.getByRole('button', { name: /^Account of (?!Supervisor)/ }).waitFor();
    await visitor.isTicked('Gantt planner professional', false);
    assert.equal(questions, 0);
    await visitor.leave();
  });

  it('goes on when the same person signs in from another tab of the browser', async () => {
    const visitor = await Visitor.arrive(stage.browser, stage.host.url);
    const { page } = visitor;
    await visitor.signIn('supervisor');
    await visitor.openLicenses('Caleb Jones');
    await visitor.license('Loyalty manager').setChecked(!(await visitor.license('Loyalty manager').isChecked()));
    const { page: other } = await visitor.newTab('/users');
    await other.getByRole('button', { name: /^Account of/ }).click();
    await other.getByRole('button', { name: 'Sign out' }).click();
    await other.getByLabel('Login', { exact: true }).fill('supervisor');
    await other.getByLabel('Password', { exact: true }).fill('demo');
    await other.keyboard.press('Enter');
    await other.getByRole('button', { name: /^Account of/ }).waitFor();
    await visitor.save.click();
    // Its cookie is new, its token is not: the shell finds the new one by itself.
    await page.getByText('1 change saved').waitFor();
    visitor.allow(/403 \(Forbidden\)/);
    await visitor.leave();
  });
});
