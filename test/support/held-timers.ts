interface HeldTimers {
  /** Ends the waits under way. */
  letGo(): void;
}

/**
 * Has timers of so many milliseconds or more wait until the test lets them go, in all tests of a suite: what stays for a while
 * stays for as long as one looks.
 */
export function holdTimers(least: number): HeldTimers {
  const { setTimeout, clearTimeout } = window;
  const held = new Map<number, () => void>();
  let id = 0;
  beforeEach(() => {
    window.setTimeout = ((run: () => void, ms = 0) => {
      if (ms < least) return setTimeout(run, ms);
      held.set(--id, run);
      return id;
    }) as typeof setTimeout;
    window.clearTimeout = (timer) => (held.delete(timer as number) ? undefined : clearTimeout(timer));
  });
  afterEach(() => {
    Object.assign(window, { setTimeout, clearTimeout });
    held.clear();
  });
  return {
    letGo() {
      const due = [...held.values()];
      held.clear();
      for (const run of due) run();
    },
  };
}
