import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { MockHostClient } from '../mock-host/mock-host-client.ts';
import { listenToPlugin } from './support/eavesdropper.ts';
import { hold } from './support/hold.ts';
import { paths } from './support/running-host.ts';
import { demo, setStage } from './support/stage.ts';
import { Visitor } from './support/visitor.ts';

const { lastSeat, userFiles } = demo;
const stage = setStage();
const packages = '/0/rest/AdministrationService/GetAvailableLicPackages';

/** Somebody at Caleb Jones's licenses. */
async function atLicenses(): Promise<Visitor> {
  const visitor = await Visitor.arrive(stage.browser, stage.host.url);
  await visitor.signIn('supervisor');
  await visitor.openLicenses('Caleb Jones');
  return visitor;
}

const holds = async (name: string, product: string): Promise<boolean> => {
  const client = await MockHostClient.signIn(stage.host.url, 'license.admin');
  return Boolean((await client.licenses(await client.userId(name))).find((license) => license.name === product)?.assignment);
};

describe('what Creatio does in place of an error', () => {
  it('QT-8 a sign-in page with status 200 is told as the end of the session, and the tab goes on after another sign-in', async () => {
    const visitor = await atLicenses();
    const { page } = visitor;
    // A page in place of an answer may mean the other base, which is looked for once.
    visitor.allow(/404 \(Not Found\)/);
    await visitor.tab('Roles').click();
    await page.getByRole('tab', { name: 'Roles', selected: true }).waitFor();
    await stage.host.fault({ method: 'POST', path: packages, kind: 'signed-out' });
    const answered = page.waitForResponse((response) => response.url().endsWith(packages));
    await visitor.tab('Licenses').click();
    const answer = await answered;
    assert.deepEqual([answer.status(), answer.headers()['content-type']?.split(';')[0]], [200, 'text/html']);
    await visitor.signInAgain();
    await visitor.reads(userFiles, /of 5 available/);
    await visitor.leave();
  });

  it('CR-4 an error text with status 200 is told of the row that it is about; what was saved beside it is saved', async () => {
    const visitor = await atLicenses();
    const { page } = visitor;
    await visitor.reads(lastSeat, '1 of 30 available');
    await visitor.license(lastSeat).check();
    await visitor.license(userFiles).check();
    const client = await MockHostClient.signIn(stage.host.url, 'license.admin');
    const person = await client.userId('Abby Koch');
    // Somebody else takes the last seat when the save is on its way.
    const saving = await hold(page, paths.saveTab);
    const answered = page.waitForResponse((response) => response.url().endsWith(paths.saveTab));
    await visitor.save.click();
    await saving.caught;
    assert.equal((await client.change(person, 'grant', [lastSeat]))[0]?.outcome, 'applied');
    await saving.letGo();
    const answer = await answered;
    assert.equal(answer.status(), 200);
    assert.match(await answer.text(), /Lead scoring/);
    await visitor.reads(lastSeat, 'No seats remaining on this license.');
    await page.getByRole('status').filter({ hasText: /1 change saved|1 of 2/ }).waitFor();
    await visitor.reads(userFiles, '3 of 5 available');
    assert.deepEqual([await visitor.license(userFiles).isChecked(), await holds('Caleb Jones', userFiles), await holds('Caleb Jones', lastSeat)], [true, true, false]);
    await visitor.leave();
  });

  it('BX-3 a save whose answer is lost is sent once: reading again tells what became of it', async () => {
    const visitor = await atLicenses();
    const { page } = visitor;
    visitor.allow(/ERR_/);
    const heard = await listenToPlugin(page);
    await stage.host.fault({ method: 'POST', path: paths.saveTab, kind: 'drop-answer' });
    await visitor.license('Gantt planner professional').check();
    await visitor.save.click();
    await page.getByText('1 change saved').waitFor();
    assert.equal(heard.filter(({ path }) => path === paths.saveTab).length, 1);
    assert.equal(await holds('Caleb Jones', 'Gantt planner professional'), true);
    await visitor.leave();
  });
});
