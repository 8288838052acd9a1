import { aTimeout, expect } from '@open-wc/testing';
import { pause } from '../../src/ui/pause.ts';

let stop: AbortController;
let hidden = false;
beforeEach(() => {
  stop = new AbortController();
  hidden = false;
  Object.defineProperty(document, 'hidden', { configurable: true, get: () => hidden });
});
afterEach(() => {
  stop.abort();
  Reflect.deleteProperty(document, 'hidden');
});

/** Whether a wait is over once everything that is due has happened. */
async function isOver(wait: Promise<void>): Promise<boolean> {
  return Promise.race([wait.then(() => true), aTimeout(20).then(() => false)]);
}

it('ends when its time is over', () => pause(1, stop.signal));

it('without an end it ends when the browser comes online', async () => {
  const wait = pause(Infinity, stop.signal);
  expect(await isOver(wait)).to.equal(false);
  dispatchEvent(new Event('online'));
  expect(await isOver(wait)).to.equal(true);
});

it('ends when told to stop, also when that was before', async () => {
  const wait = pause(Infinity, stop.signal);
  stop.abort();
  await wait;
  await pause(Infinity, stop.signal);
});

it('while the page is hidden a poll waits on, and comes when the page is seen again', async () => {
  hidden = true;
  const poll = pause(1, stop.signal, true);
  const other = pause(1, stop.signal);
  await other;
  expect(await isOver(poll)).to.equal(false);
  hidden = false;
  document.dispatchEvent(new Event('visibilitychange'));
  expect(await isOver(poll)).to.equal(true);
});

it('leaves no listener behind', async () => {
  const added: string[] = [];
  const spy = (target: EventTarget): (() => void) => {
    const add = target.addEventListener;
    target.addEventListener = function (this: EventTarget, type: string, listener: never, options: AddEventListenerOptions) {
      added.push(type);
      options.signal!.addEventListener('abort', () => added.splice(added.indexOf(type), 1));
      return add.call(this, type, listener, options);
    } as typeof add;
    return () => (target.addEventListener = add);
  };
  const restore = [spy(window), spy(document)];
  await pause(1, stop.signal);
  restore.forEach((undo) => undo());
  expect(added).to.deep.equal([]);
});
