/**
 * Waits `ms` milliseconds (`Infinity` = until something happens), shorter when the browser comes back online or `signal`
 * aborts. With `seen` it goes on waiting while the page is hidden. A fifth of chance keeps many browsers from
 * coming back in the same instant.
 */
export function pause(ms: number, signal: AbortSignal, seen = false): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    let due = false;
    const over = new AbortController();
    const end = (): void => {
      clearTimeout(timer);
      over.abort();
      resolve();
    };
    const look = (): void => {
      if (due && !(seen && document.hidden)) end();
    };
    const timer =
      ms < Infinity
        ? setTimeout(() => {
            due = true;
            look();
          }, ms * (0.9 + Math.random() / 5))
        : undefined;
    signal.addEventListener('abort', end, over);
    addEventListener('online', end, over);
    document.addEventListener('visibilitychange', look, over);
  });
}
