import { expect } from '@open-wc/testing';
import { isShared, isWorkedOn, oneAtATime } from '../../../../src/host/creatio/batches/one-at-a-time.ts';

/** Another tab, as far as locks go: a frame of its own, which can be taken away. */
async function openTab(): Promise<{ hold(batchId: string): Promise<void>; close(): void }> {
  const frame = document.createElement('iframe');
  document.body.append(frame);
  const { navigator } = frame.contentWindow as unknown as { navigator: Navigator };
  return {
    hold: (batchId) => new Promise((held) => void navigator.locks.request(`license-admin batch ${batchId}`, () => (held(), new Promise(() => {}))).catch(() => {})),
    close: () => frame.remove(),
  };
}

describe('one at a time', () => {
  it('BX-2 waits for other tabs of the browser, sees that they work, and goes on when they are closed', async () => {
    expect(isShared()).to.equal(true);
    const id = crypto.randomUUID();
    const tab = await openTab();
    await tab.hold(id);
    expect(await isWorkedOn(id)).to.equal(true);
    let done = false;
    const work = oneAtATime(id, async () => { done = true; });
    expect(await Promise.race([work.then(() => 'done'), isWorkedOn(id).then(() => 'waiting')])).to.equal('waiting');
    expect(done).to.equal(false);
    tab.close();
    await work;
    expect(done).to.equal(true);
    expect(await isWorkedOn(id)).to.equal(false);
  });

  it('BX-2 who gives up while waiting for another tab does nothing, and tells what the work tells', async () => {
    const id = crypto.randomUUID();
    const tab = await openTab();
    await tab.hold(id);
    const control = new AbortController();
    const work = oneAtATime(id, async () => 'done', control.signal).catch((error: Error) => error.name);
    control.abort();
    expect(await work).to.equal('AbortError');
    tab.close();
    expect(await oneAtATime(id, async () => 'done')).to.equal('done');
  });
});
