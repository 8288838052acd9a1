import * as z from 'zod/mini';
import { isId } from './input.ts';
import { rejected } from './problem.ts';

/** Where a page ends: the sort it belongs to, the last row's sort key as text, and its id. */
export interface Cursor {
  readonly sort: string;
  readonly key: string;
  readonly id: string;
}

const shape = z.object({ sort: z.string(), key: z.string(), id: z.string() });

export function writeCursor({ sort, key, id }: Cursor): string {
  return Buffer.from(JSON.stringify({ sort, key, id })).toString('base64url');
}

/** Tells the keys of a sort from what the database could not read as one. */
export type KeyPattern = Pick<RegExp, 'test'>;

/**
 * The cursor a client handed back; null = first page. Throws a problem for anything we can't have written: `keyPattern`
 * knows a key of this sort, so that the database is never asked to read anything else.
 */
export function readCursor(text: string | undefined, sort: string, keyPattern: KeyPattern, idPattern: RegExp | null = null): Cursor | null {
  if (text === undefined || text === '') return null;
  try {
    const cursor = shape.parse(JSON.parse(Buffer.from(text, 'base64url').toString()));
    const known = idPattern ? idPattern.test(cursor.id) : isId(cursor.id);
    if (cursor.sort === sort && known && keyPattern.test(cursor.key)) return cursor;
  } catch {
    // Falls through: whatever is wrong with it, it is not ours.
  }
  throw rejected('The cursor does not belong to this list.', 'cursor: leave it out to start at the first page');
}

/** Sort keys that are text (no NUL). */
export const textKey: KeyPattern = /^[^\0]*$/s;

/** Sort keys that are instants as PostgreSQL writes them. What looks like one may still be no day: 30 February is none. */
export const instantKey: KeyPattern = {
  test(text) {
    const [, day = '', time = ''] = /^([1-9]\d{3}-\d\d-\d\d) (\d\d:\d\d:\d\d)(\.\d{1,6})?\+00$/.exec(text) ?? [];
    const at = Date.parse(`${day}T${time}Z`);
    return !Number.isNaN(at) && new Date(at).toISOString().startsWith(`${day}T${time}`);
  },
};
