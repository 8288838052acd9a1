import type { Page } from 'playwright-core';

/** A request that the plugin's own code has sent, and not the shell. */
export interface Overheard {
  readonly method: string;
  readonly path: string;
  readonly body: string;
}

/** Writes down what the plugin asks for, from now on. Whose a request is the browser tells by the script that sent it. */
export async function listenToPlugin(page: Page): Promise<readonly Overheard[]> {
  const heard: Overheard[] = [];
  const debug = await page.context().newCDPSession(page);
  await debug.send('Network.enable');
  debug.on('Network.requestWillBeSent', ({ request, initiator }) => {
    if (!JSON.stringify(initiator).includes('/creatio-plugin/')) return;
    heard.push({ method: request.method, path: new URL(request.url).pathname, body: request.postData ?? '' });
  });
  return heard;
}
