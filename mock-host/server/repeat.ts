export interface Rhythm {
  /** From the end of one turn to the next. */
  readonly everyMs: number;
  readonly afterFailureMs: number;
}

/**
 * Does some work at once and then again and again. Stops, and is done, when the returned function's promise resolves; work
 * that takes long hears of it by its signal.
 */
export function repeat(
  work: (signal: AbortSignal) => Promise<unknown>,
  { everyMs, afterFailureMs }: Rhythm,
  failure: (error: unknown) => void,
): () => Promise<void> {
  const over = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  let turn: Promise<void> = Promise.resolve();
  const next = (wait: number) => {
    if (over.signal.aborted) return;
    timer = setTimeout(() => {
      turn = work(over.signal).then(() => next(everyMs), (error: unknown) => {
        failure(error);
        next(afterFailureMs);
      });
    }, wait);
    timer.unref();
  };
  next(0);
  return () => {
    over.abort();
    clearTimeout(timer);
    return turn;
  };
}
