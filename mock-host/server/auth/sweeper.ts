import type { Kysely } from 'kysely';
import type { Tables } from '../database/tables.ts';
import { endAllDue } from './due.ts';

const EVERY_MS = 1_000;
const AFTER_FAILURE_MS = 10_000;

/** Ends sessions that are due though nobody asks for anything. Stops, and is done, when the returned function's promise resolves. */
export function startSweeper(db: Kysely<Tables>, failure: (error: unknown) => void): () => Promise<void> {
  let over = false;
  let timer: NodeJS.Timeout | undefined;
  let sweeping: Promise<void> = Promise.resolve();
  const next = (wait: number) => {
    if (over) return;
    timer = setTimeout(() => {
      sweeping = endAllDue(db).then(() => next(EVERY_MS), (error: unknown) => {
        failure(error);
        next(AFTER_FAILURE_MS);
      });
    }, wait);
    timer.unref();
  };
  next(0);
  return () => {
    over = true;
    clearTimeout(timer);
    return sweeping;
  };
}
