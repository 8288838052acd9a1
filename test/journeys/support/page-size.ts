import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';

/** What a page takes: DOM nodes, and bytes of its heap once what nobody uses is gone. */
interface Size {
  readonly nodes: number;
  readonly heap: number;
}

export async function sizeOf(page: Page): Promise<Size> {
  const inspector = await page.context().newCDPSession(page);
  try {
    await inspector.send('HeapProfiler.collectGarbage');
    const { nodes } = await inspector.send('Memory.getDOMCounters');
    const { usedSize } = await inspector.send('Runtime.getHeapUsage');
    return { nodes, heap: usedSize };
  } finally {
    await inspector.detach();
  }
}

/** Weighs a page until it has grown by no more than `most` since `before`: work on its way still holds things, a leak never lets go. */
export async function assertGrewLittle(page: Page, before: Size, most: Size): Promise<void> {
  let after = await sizeOf(page);
  for (let turn = 0; turn < 20 && !isWithin(after, before, most); turn++) after = await sizeOf(page);
  assert.ok(isWithin(after, before, most), `${JSON.stringify(before)} before, ${JSON.stringify(after)} after`);
}

const isWithin = (after: Size, before: Size, most: Size): boolean => after.nodes - before.nodes < most.nodes && after.heap - before.heap < most.heap;
