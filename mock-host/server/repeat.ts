export interface Rhythm {
  /** From the end of one turn to the next. */
  readonly everyMs: number;
  readonly afterFailureMs: number;
}

/** Does some work at once and then again and again. Stops, and is done, when the returned function's promise resolves. */
export function repeat(work: () => Promise<unknown>, { everyMs, afterFailureMs }: Rhythm, failure: (error: unknown) => void): () => Promise<void> {
  let over = false;
  let timer: NodeJS.Timeout | undefined;
  let turn: Promise<void> = Promise.resolve();
  const next = (wait: number) => {
    if (over) return;
    timer = setTimeout(() => {
      turn = work().then(() => next(everyMs), (error: unknown) => {
        failure(error);
        next(afterFailureMs);
      });
    }, wait);
    timer.unref();
  };
  next(0);
  return () => {
    over = true;
    clearTimeout(timer);
    return turn;
  };
}
