import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { demo, setStage } from './support/stage.ts';
import { Visitor } from './support/visitor.ts';

const { userFiles: product } = demo;
const stage = setStage();

/** Somebody on Caleb Jones's licenses with a tick that is not saved. */
async function withTick(): Promise<Visitor> {
  const visitor = await Visitor.arrive(stage.browser, stage.host.url);
  await visitor.signIn('supervisor');
  await visitor.openLicenses('Caleb Jones');
  await visitor.license(product).check();
  await visitor.page.getByText('1 change not saved').waitFor();
  return visitor;
}

async function answer(visitor: Visitor, label: 'Keep editing' | 'Discard'): Promise<void> {
  const dialog = visitor.page.getByRole('dialog', { name: 'Discard the changes?' });
  await dialog.getByRole('button', { name: label }).click();
  await dialog.waitFor({ state: 'hidden' });
}

async function isStillThere(visitor: Visitor): Promise<void> {
  await visitor.page.waitForURL(/\/users\/[^/]+\/licenses$/);
  await visitor.isTicked(product);
}

describe('leaving with unsaved ticks', () => {
  it('CR-4 asks before another tab, another page and going back; staying keeps the tick and the address', async () => {
    const visitor = await withTick();
    const { page } = visitor;
    await visitor.tab('Roles').click();
    await answer(visitor, 'Keep editing');
    await isStillThere(visitor);

    await page.getByRole('link', { name: 'License manager' }).click();
    await answer(visitor, 'Keep editing');
    await isStillThere(visitor);

    await page.goBack();
    await answer(visitor, 'Keep editing');
    await isStillThere(visitor);

    await page.getByRole('button', { name: /^Account of/ }).click();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await answer(visitor, 'Keep editing');
    await isStillThere(visitor);
    await visitor.leave();
  });

  it('CR-4 goes where it was asked to once told to discard, and forgets the tick', async () => {
    const visitor = await withTick();
    const { page } = visitor;
    await page.goBack();
    await answer(visitor, 'Discard');
    await page.waitForURL(/\/general$/);
    await page.getByRole('tab', { name: 'General', selected: true }).waitFor();
    await visitor.tab('Licenses').click();
    await visitor.isTicked(product, false);
    await visitor.leave();
  });

  it('CR-4 has the browser ask before the window is closed or loaded anew', async () => {
    const visitor = await withTick();
    const { page } = visitor;
    const asked = page.waitForEvent('dialog');
    const reload = page.reload({ timeout: 3_000 }).catch(() => null);
    const dialog = await asked;
    assert.equal(dialog.type(), 'beforeunload');
    await dialog.dismiss();
    await reload;
    await isStillThere(visitor);
    await visitor.leave();
  });

  it('CR-4 asks nothing once saved or cancelled', async () => {
    const visitor = await withTick();
    const { page } = visitor;
    await visitor.cancel.click();
    await visitor.tab('Roles').click();
    await page.getByRole('tab', { name: 'Roles', selected: true }).waitFor();
    await visitor.tab('Licenses').click();
    await visitor.license(product).check();
    await visitor.save.click();
    await page.getByText('1 change saved').waitFor();
    await visitor.tab('Roles').click();
    await page.getByRole('tab', { name: 'Roles', selected: true }).waitFor();
    await visitor.leave();
  });

  it('changes theme, language and direction under an unsaved tick without losing it', async () => {
    const visitor = await Visitor.arrive(stage.browser, stage.host.url);
    const { page } = visitor;
    await visitor.signIn('supervisor');
    await visitor.openLicenses('Caleb Jones');
    const box = visitor.license(product);
    const ticked = !(await box.isChecked());
    await box.setChecked(ticked);
    await page.getByRole('button', { name: 'Theme' }).click();
    await page.getByRole('radio', { name: 'Dark' }).check();
    await page.getByRole('button', { name: 'Language' }).click();
    await page.getByRole('radio', { name: 'العربية' }).check();
    await page.getByRole('tab', { name: 'التراخيص' }).waitFor();
    assert.equal(await page.locator('html').getAttribute('dir'), 'rtl');
    assert.equal(await box.isChecked(), ticked);
    await visitor.leave();
  });
});
