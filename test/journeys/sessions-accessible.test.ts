import { describe, it } from 'node:test';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { assertAccessible } from './support/accessible.ts';
import { hold } from './support/hold.ts';
import { onCreatio, paths } from './support/running-host.ts';
import { SessionDesk, agents } from './support/session-desk.ts';
import { setStage } from './support/stage.ts';
import { Visitor } from './support/visitor.ts';

const stage = setStage();

/** Sees every state of the session manager, and calls `look` at each. */
async function walk(visitor: Visitor, look: (where: string) => Promise<void>): Promise<void> {
  const { page } = visitor;
  const user = await Visitor.arrive(stage.browser, stage.host.url, { userAgent: agents.firefox });
  await user.signIn('license.user');
  visitor.allow(/503 \(Service Unavailable\)/);

  const loading = await hold(page, paths.sessions);
  await visitor.signIn('supervisor', '/sections/session-manager');
  await page.getByRole('status', { name: 'Loading sessions…' }).waitFor();
  await look('loading');
  await loading.letGo();
  const desk = await SessionDesk.arrived(visitor);
  await look('sessions');
  await page.getByRole('checkbox', { name: 'Group by user' }).check();
  await page.getByRole('button', { name: /^End all but the newest/ }).first().waitFor();
  await look('grouped by user');
  await page.getByRole('checkbox', { name: 'Group by user' }).uncheck();
  await desk.filter('license.user');
  await desk.rows('Firefox 141').getByRole('checkbox').check();
  await desk.button('End 1 session…').waitFor();
  await look('selected');
  await desk.button('End 1 session…').click();
  await desk.question(1).waitFor();
  await look('question before ending');
  const ending = await hold(page, paths.endSessions);
  await desk.confirm(1);
  await page.getByRole('progressbar').waitFor();
  await look('ending');
  await ending.letGo();
  await desk.reads('1 session ended');
  await desk.button('Show each session').click();
  await page.getByRole('grid', { name: 'What became of each session' }).waitFor();
  await look('ended, with each session');
  await desk.filter('nobody is called so');
  await page.getByText('No row matches.').waitFor();
  await look('nothing found');
  await desk.filter('');
  if (!onCreatio) await walkPolicy(page, look);
  await page.getByRole('tab', { name: 'Ended sessions' }).click();
  await page.getByRole('grid', { name: 'Ended sessions' }).getByRole('gridcell').first().waitFor();
  await look('ended sessions');
  await stage.host.fault({ path: paths.sessions, kind: 'server-error', times: 10_000 });
  await page.reload();
  await page.getByRole('alert').getByRole('button', { name: 'Try again' }).waitFor();
  await look('failed');
  await stage.host.clearFaults();
  await user.leave();
}

/** Creatio has no policy for idle sessions of its own screen. */
async function walkPolicy(page: Page, look: (where: string) => Promise<void>): Promise<void> {
  const form = page.getByRole('form', { name: 'Idle sessions' });
  await form.getByRole('checkbox').check();
  await form.getByRole('textbox').fill('0');
  await form.getByRole('textbox').press('Enter');
  await form.getByText('The least is 1.').waitFor();
  await look('wrong minutes');
  await form.getByRole('textbox').fill('60');
  await form.getByText(/^This would end/).waitFor();
  await look('what a policy would end');
  await form.getByRole('checkbox').uncheck();
}

describe('every state of the session manager', () => {
  it('BX-15 has nothing for axe to find', async () => {
    const visitor = await Visitor.arrive(stage.browser, stage.host.url);
    await walk(visitor, (where) => assertAccessible(visitor.page, where));
    await visitor.leave();
  });

  const looks: readonly (readonly [string, object, BrowserContextOptions])[] = [
    ['dark, on a phone', { theme: 'dark' }, { viewport: { width: 400, height: 800 } }],
    ['in high contrast', { theme: 'high-contrast' }, {}],
  ];
  // The element is the same in Creatio: one more look is enough.
  for (const [name, preferences, options] of onCreatio ? looks.slice(0, 1) : looks) {
    it(`BX-15 is readable ${name}`, async () => {
      const visitor = await Visitor.arrive(stage.browser, stage.host.url, options);
      await visitor.page.addInitScript((stored) => localStorage.setItem('system-designer.preferences', stored), JSON.stringify(preferences));
      await walk(visitor, (where) => assertAccessible(visitor.page, `${where}, ${name}`, ['color-contrast', 'target-size', 'scrollable-region-focusable']));
      await visitor.leave();
    });
  }
});
