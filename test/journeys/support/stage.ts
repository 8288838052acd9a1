import { after, before } from 'node:test';
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../../support/browser.ts';
import { RunningHost } from './running-host.ts';

/** Products of the demo company, by what the journeys need them for. */
export const demo = {
  schedule: 'Advanced schedule for creatio server cloud',
  chat: 'Chat2Desk connector cloud subscription',
  serverFiles: 'File manager for creatio server cloud subscription',
  userFiles: 'File manager for creatio user cloud subscription',
  /** One seat is left of it. */
  lastSeat: 'Lead scoring',
} as const;

/** What a file of journeys plays on; there once its tests run. */
export interface Stage {
  readonly host: RunningHost;
  readonly browser: Browser;
}

/** One mock host and one browser for all journeys of a file, ended after the last. */
export function setStage(options: () => Promise<Parameters<typeof RunningHost.start>[0]> = async () => undefined): Stage {
  const stage = {} as { host: RunningHost; browser: Browser };
  before(async () => {
    const given = await options();
    const [host, browser] = await Promise.allSettled([RunningHost.start(given), launchBrowser()]);
    // What did start has to be ended, or this process never would.
    if (host.status === 'fulfilled') stage.host = host.value;
    if (browser.status === 'fulfilled') stage.browser = browser.value;
    for (const part of [host, browser]) if (part.status === 'rejected') throw part.reason;
  });
  after(async () => {
    await stage.browser?.close();
    await stage.host?.stop();
  });
  return stage;
}
