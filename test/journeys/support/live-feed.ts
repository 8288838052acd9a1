import assert from 'node:assert/strict';
import { MockHostClient } from '../../mock-host/mock-host-client.ts';
import { sizeOf } from './page-size.ts';
import { SessionDesk } from './session-desk.ts';
import type { Stage } from './stage.ts';
import { Visitor } from './visitor.ts';

/**
 * Bounds, not measurements. Nodes: what is drawn does not depend on what changes. Heap: sessions that came and went during
 * the run, and no more than that.
 */
export const bounds = { nodes: 400, heapBytes: 4 * 1024 * 1024 } as const;

/** Scrolls, sorts and selects for so long while 1,000 sessions a second change; what is selected must stay so, by its session. */
export async function workUnderLoad(stage: Stage, seconds: number): Promise<void> {
  const feeder = await MockHostClient.signIn(stage.host.url, 'it.admin');
  const feed = (changesPerSecond: number): Promise<Response> => feeder.send('PUT', '/mock/v1/session-feed', { changesPerSecond });
  const visitor = await Visitor.arrive(stage.browser, stage.host.url);
  const { page } = visitor;
  await visitor.signIn('supervisor');
  const desk = await SessionDesk.open(visitor);
  // Somebody who is not made up: the feed lets that session be.
  const chosen = desk.session('it.admin', 'node');
  await desk.filter('it.admin');
  await chosen.getByRole('checkbox').check();
  await desk.filter('');
  assert.equal((await feed(1_000)).status, 200);
  try {
    await work(desk, 2);
    const before = await sizeOf(page);
    const rounds = await work(desk, seconds);
    const after = await sizeOf(page);
    assert.ok(rounds > 0);
    assert.ok(after.nodes - before.nodes < bounds.nodes, `nodes: ${before.nodes} before, ${after.nodes} after ${rounds} rounds`);
    assert.ok(after.heap - before.heap < bounds.heapBytes, `heap: ${before.heap} bytes before, ${after.heap} after ${rounds} rounds`);
    await page.getByText('1 selected', { exact: true }).first().waitFor();
    await desk.filter('it.admin');
    assert.equal(await chosen.getByRole('checkbox').isChecked(), true);
  } finally {
    await feed(0);
  }
  await visitor.leave();
}

/** Answers how often all of it was done. */
async function work({ grid, page }: SessionDesk, seconds: number): Promise<number> {
  const end = Date.now() + seconds * 1_000;
  const scroller = grid.locator('xpath=..');
  let rounds = 0;
  for (; Date.now() < end; rounds += 1) {
    for (const head of ['User', 'Last request', 'Started']) {
      await grid.getByRole('columnheader', { name: head, exact: true }).click();
      for (const top of [4_000, 800, 0]) await scroller.evaluate((element, to) => (element.scrollTop = to), top);
    }
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(done)));
  }
  return rounds;
}
