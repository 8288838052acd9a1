import type { Kysely } from 'kysely';
import type { Tables } from '../database/tables.ts';
import { endAllDue } from './due.ts';

const EVERY_MS = 1_000;
const AFTER_FAILURE_MS = 10_000;

/** Ends sessions that are due though nobody asks for anything. Stops, and is done, when the returned function's promise resolves. */
export function startSweeper(db: Kysely<Tables>, failure: (error: unknown) => void): () => Promise<void> {
  const over = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  let sweeping: Promise<void> = Promise.resolve();
  const next = (wait: number) => {
    if (over.signal.aborted) return;
    timer = setTimeout(() => {
      sweeping = endAllDue(db, { signal: over.signal }).then(() => next(EVERY_MS), (error: unknown) => {
        failure(error);
        next(AFTER_FAILURE_MS);
      });
    }, wait);
    timer.unref();
  };
  next(0);
  return () => {
    over.abort();
    clearTimeout(timer);
    return sweeping;
  };
}
