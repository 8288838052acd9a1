import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { onCreatio } from './support/running-host.ts';
import { agents, assertReason, assertTold } from './support/session-desk.ts';
import { setStage } from './support/stage.ts';
import { listenIn } from './support/transcript.ts';
import { Visitor } from './support/visitor.ts';

const stage = setStage();

describe('with the keyboard alone', () => {
  it('BX-15 an administrator finds sessions, selects some, ends them with a reason and reads what became of them', async () => {
    const user = await Visitor.arrive(stage.browser, stage.host.url, { userAgent: agents.firefox });
    await user.signIn('license.user');
    const admin = await Visitor.arrive(stage.browser, stage.host.url);
    const { page } = admin;
    const transcript = await listenIn(page);
    const { keyboard } = page;
    await admin.typeSignIn('supervisor');
    /** What has the focus, by its role and name. */
    const focused = (role: 'link' | 'gridcell' | 'button' | 'searchbox' | 'textbox' | 'checkbox', name: string | RegExp): Promise<boolean> =>
      page.getByRole(role, { name, exact: true }).first().evaluate((element) => (element.getRootNode() as ShadowRoot).activeElement === element);
    const press = async (key: string, until: () => Promise<boolean>): Promise<void> => {
      for (let presses = 0; presses < 60; presses += 1) {
        if (await until()) return;
        await keyboard.press(key);
      }
      throw new Error(`${key} led nowhere`);
    };

    await page.getByRole('link', { name: /^Session manager/ }).first().waitFor();
    await press('Tab', () => focused('link', /^Session manager/));
    await keyboard.press('Enter');
    await page.getByRole('gridcell').first().waitFor();
    await page.getByText(/ loaded$/).waitFor({ state: 'detached' });

    // To the filter from anywhere, down into the rows, and along them.
    await keyboard.press('/');
    await admin.focused(page.getByRole('searchbox', { name: /Filter by login e-mail/ }));
    // At once: in letters typed slowly the grid would tell of rows on the way.
    await keyboard.insertText('license.user');
    await transcript.says('1 row');
    await keyboard.press('ArrowDown');
    await keyboard.press('Space');
    await transcript.says('1 selected');
    await keyboard.press('Shift+Tab');
    await press('Shift+Tab', () => focused('button', 'End 1 session…'));
    await keyboard.press('Enter');
    await page.getByRole('dialog', { name: 'End 1 session?' }).waitFor();
    if (!onCreatio) {
      await admin.focused(page.getByRole('textbox', { name: 'Reason (optional)', exact: true }));
      await keyboard.type('Maintenance');
    }
    await press('Tab', () => focused('button', 'End 1 session'));
    await keyboard.press('Enter');
    await transcript.says('1 session ended');
    await transcript.says('None selected');
    await assertTold(user.page, 'An administrator ended your session.');
    await assertReason(user.page, 'Maintenance');

    // Creatio accepts an ending, and is asked afterwards whether the session is over.
    const ended = onCreatio ? ['No session ended, 1 on the way', '1 session ended'] : ['1 session ended'];
    const told = await transcript.from('1 row');
    // The grid tells of its selection by itself, a moment after it is gone.
    assert.deepEqual(told.filter((words) => words !== 'None selected'), ['1 row', '1 selected', ...ended]);
    assert.equal(told.length, ended.length + 3, told.join(' · '));
    for (const visitor of [admin, user]) await visitor.leave();
  });
});
