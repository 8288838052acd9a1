import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { BulkDesk } from './support/bulk-desk.ts';
import { hold } from './support/hold.ts';
import { onCreatio, paths } from './support/running-host.ts';
import { demo, setStage } from './support/stage.ts';
import { Visitor } from './support/visitor.ts';

const stage = setStage();
const gantt = 'Gantt planner professional';

/** A supervisor at some page, and what they do there with many users. */
async function arrive(path = '/users'): Promise<{ visitor: Visitor; desk: BulkDesk }> {
  const visitor = await Visitor.arrive(stage.browser, stage.host.url);
  await visitor.signIn('supervisor', path);
  return { visitor, desk: new BulkDesk(visitor) };
}

describe('licenses of many users at once', () => {
  it('CR-5 BX-1 selected in the list, previewed, granted: the result is the preview, cell for cell, and one notification tells of it', async () => {
    const { visitor, desk } = await arrive();
    await desk.select('Abby Koch', 'Abdiel Grady', 'Abdul Feuerbach');
    await desk.action('Grant licenses');
    await desk.dialog.getByText(/^3 people, fixed at/).waitFor();
    await desk.choose(gantt, demo.lastSeat);
    const planned = await desk.cells('What happens to each person', [0, 1, 2]);
    assert.equal(planned.length, 6);
    assert.equal(planned.filter((cell) => cell.endsWith('| Grant')).length, 4);
    await desk.confirm('Grant 4').click();
    await desk.reads('Bulk assign for 3 people: 4 assigned, 2 skipped (2 no seats left)');
    assert.deepEqual(await desk.cells('What became of each item', [0, 1, 3]), planned);
    await desk.close();
    await desk.assertNotified('applied: 4 · skipped: 2');
    await visitor.leave();
  });

  it('BX-4 undone and redone: an undo is a batch that is previewed, and can be undone itself', async () => {
    const { visitor, desk } = await arrive();
    await desk.select('Agnes Ruecker', 'Agustina Fay');
    await desk.action('Grant licenses');
    await desk.choose(gantt);
    await desk.confirm('Grant 2').click();
    await desk.reads('Bulk assign for 2 people: 2 assigned');
    await desk.dialog.getByRole('button', { name: 'Undo', exact: true }).click();
    await desk.confirm('Recall 2').click();
    await desk.reads('Undo for 2 people: 2 recalled');
    await desk.dialog.getByRole('button', { name: 'Undo', exact: true }).click();
    await desk.confirm('Grant 2').click();
    await desk.reads('Undo for 2 people: 2 assigned');
    await desk.close();
    await visitor.leave();
  });

  it('OT-13 OT-14 ticked in the license list and assigned to a person: each license is handled on its own', async () => {
    const { visitor, desk } = await arrive('/license-manager/products');
    const { page } = visitor;
    const names = [gantt, 'Marketing creatio cloud', 'Loyalty manager', demo.userFiles, 'Quote builder'];
    const assign = async (products: readonly string[]): Promise<void> => {
      for (const name of products) await page.getByRole('checkbox', { name: `Select ${name}` }).check();
      await page.getByRole('button', { name: 'Assign to…', exact: true }).and(page.locator('.primary, .bar *')).first().click();
      await page.getByRole('combobox', { name: 'Assign to' }).fill('Alec Zemlak');
      await page.getByRole('option', { name: /Alec Zemlak/ }).click();
      await page.getByRole('button', { name: 'Apply', exact: true }).click();
      await desk.dialog.getByRole('grid', { name: 'What happens to each person' }).waitFor();
      await desk.confirm(/^Grant \d$/).click();
    };
    await assign([gantt]);
    await desk.reads('Bulk assign: 1 assigned');
    await desk.close();
    await page.reload();
    await assign([...names, demo.serverFiles]);
    await desk.reads('Bulk assign: 4 assigned, 2 skipped (1 no seats left, 1 already assigned)');
    await visitor.leave();
  });

  it('BX-14 all that match are fixed when the dialog opens; what changes after the preview is skipped and told as drift', async () => {
    const { visitor, desk } = await arrive('/users?search=ad&status=active');
    const { page } = visitor;
    await page.getByText(/^Users: \d/).waitFor();
    const count = Number((await page.getByText(/^Users: \d/).textContent())!.replace(/\D/g, ''));
    await desk.action('Select multiple records');
    await page.getByRole('checkbox', { name: /^Select all \d+ loaded$/ }).waitFor();
    const all = page.getByRole('button', { name: /^Select all \d+ matching$/ });
    if (await all.isVisible()) await all.click();
    else await page.getByRole('checkbox', { name: /^Select all \d+ loaded$/ }).check();
    await desk.action('Grant licenses');
    await desk.dialog.getByText(new RegExp(`^${count} people, fixed at`)).waitFor();
    await desk.choose('Help desk assistant cloud');
    const words = await desk.confirm(/^Grant \d+$/).textContent();
    const granted = Number(words!.replace(/\D/g, ''));

    const other = await Visitor.arrive(stage.browser, stage.host.url);
    await other.signIn('it.admin');
    await other.findUser('Adelbert Schultz');
    await other.page.getByRole('switch', { name: 'Active account' }).or(other.page.getByRole('checkbox', { name: 'Active account' })).click();
    await other.page.getByText('Inactive', { exact: true }).first().waitFor();
    await other.leave();

    await desk.confirm(/^Grant \d+$/).click();
    await desk.reads(new RegExp(`^Bulk assign for ${count} people: ${granted - 1} assigned, .*1 inactive`));
    await desk.dialog.getByText('1 cell ended otherwise than the preview showed.').waitFor();
    await visitor.leave();
  });

  it('BX-3 goes on minimised while one works elsewhere, and asks before all is left', async () => {
    const { visitor, desk } = await arrive();
    const { page } = visitor;
    await desk.select('Alessia Brandenburg', 'Albert Graham');
    await desk.action('Grant licenses');
    await desk.choose(gantt);
    const granting = await hold(page, paths.grant);
    await desk.confirm('Grant 2').click();
    await desk.dialog.getByRole('button', { name: 'Minimise' }).click();
    await page.getByRole('link', { name: 'License manager' }).first().click();
    await page.getByRole('heading', { level: 1, name: 'License manager' }).waitFor();
    await page.getByRole('button', { name: /^Account of/ }).click();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('dialog', { name: 'Leave while licenses are being changed?' }).getByRole('button', { name: 'Stay' }).click();
    await page.getByRole('button', { name: 'Show', exact: true }).click();
    await granting.letGo();
    await desk.reads('Bulk assign for 2 people: 2 assigned');
    await desk.close();
    await visitor.leave();
  });

  // Where the host keeps no batches, the browser does: it is the same one that goes on, in another tab.
  it(`BX-3 killed in the middle: another ${onCreatio ? 'tab' : 'browser'} of the same administrator goes on, and nothing is done twice`, async () => {
    const { visitor, desk } = await arrive();
    await desk.select('Abe Pouros', 'Aditya Zboncak', 'Adriana Linke');
    await desk.action('Grant licenses');
    await desk.choose('Marketing creatio cloud');
    const granting = await hold(visitor.page, paths.grant);
    await desk.confirm('Grant 3').click();
    await granting.caught;
    await desk.dialog.getByRole('progressbar').waitFor();
    // As when the browser crashes: nobody is asked.
    await visitor.page.goto('about:blank').catch(() => {});

    const again = onCreatio ? await visitor.newTab('/license-manager/batches').then((tab) => ({ visitor: tab, desk: new BulkDesk(tab) })) : await arrive('/license-manager/batches');
    await again.visitor.page.getByRole('button', { name: 'Go on', exact: true }).first().click();
    await again.desk.dialog.getByRole('button', { name: /^Go on/ }).click();
    await again.desk.reads('Bulk assign for 3 people: 3 assigned');
    await again.desk.close();
    await again.desk.assertNotified('applied: 3');
    await again.visitor.leave();
  });
});
