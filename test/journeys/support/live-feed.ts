import assert from 'node:assert/strict';
import { MockHostClient } from '../../mock-host/mock-host-client.ts';
import { assertGrewLittle, sizeOf } from './page-size.ts';
import { SessionDesk } from './session-desk.ts';
import type { Stage } from './stage.ts';
import { Visitor } from './visitor.ts';

/**
 * Bounds, not measurements. Nodes: what is drawn does not depend on what changes. Heap: sessions that came and went during
 * the run, and no more than that.
 */
const bounds = { nodes: 400, heap: 4 * 1024 * 1024 } as const;

/** Scrolls, sorts and selects for so long while 1,000 sessions a second change; what is selected must stay so, by its session. */
export async function workUnderLoad(stage: Stage, seconds: number): Promise<void> {
  const feeder = await MockHostClient.signIn(stage.host.url, 'it.admin');
  const feed = async (changesPerSecond: number): Promise<void> => {
    assert.equal((await feeder.send('PUT', '/mock/v1/session-feed', { changesPerSecond })).status, 200);
  };
  const visitor = await Visitor.arrive(stage.browser, stage.host.url);
  const { page } = visitor;
  await visitor.signIn('supervisor');
  const desk = await SessionDesk.open(visitor);
  // Somebody who is not made up: the feed lets that session be.
  const chosen = desk.session('it.admin', 'node');
  await desk.filter('it.admin');
  await chosen.getByRole('checkbox').check();
  await desk.filter('');
  /** Works while sessions change, until the page has heard of all that did: what waits on the way is nobody's leak. */
  const workFor = async (time: number): Promise<void> => {
    await feed(1_000);
    await work(desk, time);
    await feed(0);
    const { counts } = await feeder.json<{ counts: Record<string, number> }>('/licensing/v1/sessions/summary');
    await desk.counts(Object.values(counts).reduce((sum, count) => sum + count));
  };
  try {
    await workFor(2);
    const before = await sizeOf(page);
    await workFor(seconds);
    await assertGrewLittle(page, before, bounds);
    await page.getByText('1 selected', { exact: true }).first().waitFor();
    await desk.filter('it.admin');
    assert.equal(await chosen.getByRole('checkbox').isChecked(), true);
  } finally {
    await feed(0);
  }
  await visitor.leave();
}

/** At least once. */
async function work({ grid, page }: SessionDesk, seconds: number): Promise<void> {
  const end = Date.now() + seconds * 1_000;
  const scroller = grid.locator('xpath=..');
  do {
    for (const head of ['User', 'Last request', 'Started']) {
      await grid.getByRole('columnheader', { name: head, exact: true }).click();
      for (const top of [4_000, 800, 0]) await scroller.evaluate((element, to) => (element.scrollTop = to), top);
    }
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(done)));
  } while (Date.now() < end);
}
