/** How long the page may be kept from drawing and answering, in milliseconds. Half a frame, so that drawing has its share. */
export const SLICE = 8;

/** What slices need from where they run; tests bring their own. */
export interface SliceHooks {
  /** Milliseconds, from whenever. */
  now(): number;
  /** Resolves when whatever else waited has had its turn. */
  pause(): Promise<void>;
}

/**
 * Does work that yields every so often, and pauses whenever it has had its slice. The first slice runs at once: what is
 * little is done when this returns.
 * @param done is given the result in the slice that made it
 * @param stopped asked after each pause; true ends the work, and nothing is done
 */
export async function inSlices<T>(work: Iterator<void, T>, hooks: SliceHooks, done: (result: T) => void, stopped: () => boolean): Promise<void> {
  for (;;) {
    const until = hooks.now() + SLICE;
    do {
      const step = work.next();
      if (step.done) return done(step.value);
    } while (hooks.now() < until);
    await hooks.pause();
    if (stopped()) return;
  }
}

/** A browser's hooks. A message is a task of its own and, unlike a timer, never made to wait. */
export const browserHooks: SliceHooks = {
  now: () => performance.now(),
  pause: () =>
    new Promise((resolve) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {
        port1.close();
        resolve();
      };
      port2.postMessage(null);
    }),
};
