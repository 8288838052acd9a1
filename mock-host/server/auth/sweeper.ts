import type { Kysely } from 'kysely';
import type { Tables } from '../database/tables.ts';
import { repeat } from '../repeat.ts';
import { endAllDue } from './due.ts';

const RHYTHM = { everyMs: 1_000, afterFailureMs: 10_000 };

/** Ends sessions that are due though nobody asks for anything. Stops, and is done, when the returned function's promise resolves. */
export function startSweeper(db: Kysely<Tables>, failure: (error: unknown) => void): () => Promise<void> {
  return repeat((signal) => endAllDue(db, { signal }), RHYTHM, failure);
}
