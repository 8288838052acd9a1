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
