import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { assertAccessible } from './support/accessible.ts';
import { BulkDesk } from './support/bulk-desk.ts';
import { demo, setStage } from './support/stage.ts';
import { listenIn } from './support/transcript.ts';
import { Visitor } from './support/visitor.ts';

const stage = setStage();

async function arrive(path: string): Promise<{ visitor: Visitor; desk: BulkDesk }> {
  const visitor = await Visitor.arrive(stage.browser, stage.host.url);
  await visitor.signIn('supervisor', path);
  return { visitor, desk: new BulkDesk(visitor) };
}

describe('ways to many users, and what becomes of them', () => {
  it('BX-14 SB-5 a file fills the basket: everybody is in one bucket, and who can be granted a license is', async () => {
    const { visitor, desk } = await arrive('/license-manager/people');
    const { page } = visitor;
    const file = '\uFEFF"Koch, Abby";ABBY.KOCH@northfield.example\r\nabdiel.grady\r\nAbdiel.Grady@northfield.example\r\nwho.is.this@northfield.example\r\nsystem_admin\r\n';
    await page.locator('input[type=file]').setInputFiles({ name: 'people.csv', mimeType: 'text/csv', buffer: Buffer.from(file) });
    for (const bucket of [/^Ready\s*2/, /^Unknown\s*1/, /^System accounts\s*1/, /^Duplicates\s*1/]) await page.getByRole('tab', { name: bucket }).waitFor();
    await page.getByRole('button', { name: 'Grant licenses…' }).first().click();
    await desk.dialog.getByText(/^2 people, fixed at/).waitFor();
    await desk.choose('Gantt planner professional');
    await desk.confirm('Grant 2').click();
    await desk.reads('Bulk assign for 2 people: 2 assigned');
    await desk.close();
    await visitor.leave();
  });

  it('BX-7 fewer seats than users: who is picked gets them, who misses out is named, and so is what to buy', async () => {
    const { visitor, desk } = await arrive('/users');
    await desk.select('Adelbert Schultz', 'Aditya Zboncak', 'Adriana Linke');
    await desk.action('Grant licenses');
    await desk.choose(demo.lastSeat);
    const { dialog } = desk;
    await dialog.getByText('Buy 2 seats so that nobody misses out.').waitFor();
    await dialog.getByRole('radio', { name: 'Whom I pick' }).check();
    await dialog.getByRole('checkbox', { name: /Adriana Linke/ }).check();
    await dialog.getByText(/Without a seat: .*Adelbert Schultz.*Aditya Zboncak/).waitFor();
    await desk.confirm('Grant 1').click();
    await desk.reads('Bulk assign for 3 people: 1 assigned, 2 skipped (2 no seats left)');
    const applied = (await desk.cells('What became of each item', [0, 4])).filter((cell) => cell.endsWith('Applied'));
    assert.deepEqual(applied, ['Adriana Linke | Applied']);
    await desk.close();
    await visitor.leave();
  });

  it('BX-9 a swap grants the replacement before it recalls, and keeps what could not be replaced', async () => {
    const { visitor, desk } = await arrive('/license-manager/products');
    const { page } = visitor;
    await page.getByRole('row', { name: new RegExp(demo.chat) }).getByRole('button', { name: 'Swap for…' }).click();
    await desk.dialog.getByText(/^2 people, fixed at/).waitFor();
    const ticked = desk.dialog.getByRole('listitem').filter({ has: page.getByRole('checkbox', { name: demo.chat }) });
    await ticked.getByRole('checkbox').check();
    await ticked.getByRole('combobox', { name: /^What to do with/ }).selectOption({ label: 'Replace by…' });
    await ticked.getByRole('combobox', { name: /^Replacement of/ }).selectOption({ label: 'Gantt planner professional' });
    await desk.next();
    await desk.confirm('Grant 2, recall 2').click();
    await desk.reads('Bulk change for 2 people: 2 assigned, 2 recalled');
    await desk.close();
    await visitor.leave();
  });

  it('BX-15 goes by keyboard alone, tells of every step and of the result once, and gives axe nothing to find', async () => {
    const visitor = await Visitor.arrive(stage.browser, stage.host.url);
    const transcript = await listenIn(visitor.page);
    await visitor.signIn('supervisor', '/users?search=albert%20graham');
    const { page } = visitor;
    const desk = new BulkDesk(visitor);
    const { keyboard } = page;
    /** Presses a key until a control of this name has the focus. */
    const reach = async (name: string | RegExp, key = 'Tab'): Promise<void> => {
      for (let steps = 0; steps < 80; steps++) {
        const focused = await page.evaluate(() => {
          let element = document.activeElement;
          while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
          const labels = [...((element as HTMLInputElement | null)?.labels ?? [])].map(({ textContent }) => textContent);
          return (element?.getAttribute('aria-label') ?? (labels.join(' ') || element?.textContent || '')).replace(/\s+/g, ' ').trim();
        });
        if (typeof name === 'string' ? focused === name : name.test(focused)) return;
        await keyboard.press(key);
      }
      assert.fail(`the keyboard does not reach ${name}`);
    };
    await page.getByRole('link', { name: 'Albert Graham' }).waitFor();
    await assertAccessible(page, 'users');
    await reach('Actions');
    await keyboard.press('Enter');
    await reach('Select multiple records');
    await keyboard.press('Enter');
    await reach('Select Albert Graham');
    await keyboard.press('Space');
    await transcript.says('Selected: 1');
    await assertAccessible(page, 'selecting');
    await reach('Actions', 'Shift+Tab');
    await keyboard.press('Enter');
    await reach('Grant licenses');
    await keyboard.press('Enter');
    await transcript.says('Step 1 of 3: Choose licenses');
    await desk.dialog.getByRole('checkbox').first().waitFor();
    await assertAccessible(page, 'choosing licenses');
    await reach(/^Loyalty manager/);
    await keyboard.press('Space');
    await reach('Next');
    await keyboard.press('Enter');
    await transcript.says('Step 2 of 3: Check the plan');
    await desk.dialog.getByRole('grid').getByRole('gridcell').first().waitFor();
    await assertAccessible(page, 'the plan');
    await reach('Grant 1', 'Shift+Tab');
    await keyboard.press('Enter');
    await transcript.says('Bulk assign: 1 assigned');
    await desk.dialog.getByRole('grid', { name: 'What became of each item' }).getByRole('gridcell').first().waitFor();
    await assertAccessible(page, 'the result');
    const told = await transcript.from('Step 1 of 3: Choose licenses');
    assert.equal(told.filter((words) => words === 'Bulk assign: 1 assigned').length, 1, told.join(' · '));
    await reach('Close');
    await keyboard.press('Enter');
    await desk.dialog.waitFor({ state: 'detached' });
    await reach('Actions', 'Shift+Tab');
    for (const tab of ['people', 'batches', 'products']) {
      await visitor.open(`/license-manager/${tab}`);
      await page.getByRole('tabpanel').getByRole('button').first().waitFor();
      await assertAccessible(page, tab);
    }
    await visitor.leave();
  });
});
