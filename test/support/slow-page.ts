import type { Page } from 'playwright-core';

/** `SLOW_PAGES=5`: pages get a fifth of the processor. What only fails there fails by chance elsewhere. */
const factor = Number(process.env['SLOW_PAGES'] ?? 1);

export async function slowDown(page: Page): Promise<void> {
  if (factor <= 1) return;
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: factor });
}
