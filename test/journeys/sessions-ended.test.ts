import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { describe, it } from 'node:test';
import { onCreatio } from './support/running-host.ts';
import { SessionDesk, agents, assertReason } from './support/session-desk.ts';
import { setStage } from './support/stage.ts';
import { Visitor } from './support/visitor.ts';

const stage = setStage();
const formula = '=HYPERLINK("https://evil.example","Free licenses")';

describe('ended sessions', () => {
  it('BX-12 say who ended when, how, by whom and why, and go into a file that no spreadsheet takes for formulas', async () => {
    const admin = await Visitor.arrive(stage.browser, stage.host.url, { acceptDownloads: true });
    const { page } = admin;
    await admin.signIn('supervisor');
    const desk = await SessionDesk.open(admin);
    for (const [userAgent, end] of [
      [agents.firefox, async () => desk.endSession(desk.session('license.user', 'Firefox 141'), formula)],
      [agents.edge, async (user: Visitor) => {
        await user.page.getByRole('button', { name: /^Account of/ }).click();
        await user.page.getByRole('button', { name: 'Sign out' }).click();
        await user.page.getByLabel('Password', { exact: true }).waitFor();
      }],
    ] as const) {
      const user = await Visitor.arrive(stage.browser, stage.host.url, { userAgent });
      await user.signIn('license.user');
      await end(user);
      if (userAgent === agents.firefox) await assertReason(user.page, formula);
      await user.leave();
    }

    await page.getByRole('tab', { name: 'Ended sessions' }).click();
    const grid = page.getByRole('grid', { name: 'Ended sessions' });
    await page.getByRole('tabpanel', { name: 'Ended sessions' }).getByRole('searchbox').fill('license.user');
    const row = (browser: string) => grid.getByRole('row').filter({ hasText: 'license.user' }).filter({ hasText: browser });
    const ended = row('Firefox 141').filter({ hasText: 'By administrator' });
    // Creatio keeps neither who ended it nor why.
    if (onCreatio) await ended.waitFor();
    else await ended.filter({ hasText: 'Supervisor' }).getByText(formula).waitFor();
    await row('Edge 140').getByText('Logged out').waitFor();

    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Export CSV' }).click()]);
    assert.match(download.suggestedFilename(), /^sessions-ended-\d{4}-\d\d-\d\d\.csv$/);
    const csv = await readFile(await download.path(), 'utf8');
    const lines = csv.replace(/^\uFEFF/, '').trim().split('\r\n');
    assert.match(lines[0]!, /^User,Login e-mail,Kind,/);
    assert.equal(lines.length, 3, csv);
    assert.equal(csv.includes(`"'${formula.replaceAll('"', '""')}"`), !onCreatio, csv);
    assert.doesNotMatch(csv, /(^|,|")[=+@\t]/m);
    await admin.leave();
  });
});
