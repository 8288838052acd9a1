import * as z from 'zod/mini';
import { LicensingError } from '../../../licensing/errors.ts';
import type { Box, Kept } from './kept.ts';

/** Selections and plans may be used for a day. Values have a member `at`, in milliseconds since the epoch. */
const DAY_MS = 86_400_000;
/** They are forgotten later than that, so that nothing goes while it is worked with. */
const SWEPT_MS = DAY_MS + 3_600_000;

const dated = z.object({ at: z.number() });

/** Rejects `not-found` for what is not there, a day old, or not to be understood. */
export async function readOfToday<S extends typeof dated>(kept: Kept, box: Box, key: string, shape: S, now: number): Promise<z.output<S>> {
  const { success, data } = shape.safeParse(await kept.read(box, key));
  if (!success || now - data.at >= DAY_MS) throw new LicensingError('not-found', 'this browser does not know of it any more');
  return data;
}

/** Forgets what nobody may use any more. */
export async function sweep(kept: Kept, box: Box, now: number): Promise<void> {
  const old = (value: unknown): boolean => {
    const { success, data } = dated.safeParse(value);
    return !success || now - data.at >= SWEPT_MS;
  };
  for (const { key, value } of await kept.list(box)) {
    if (old(value)) await kept.update(box, key, (still) => (old(still) ? undefined : still));
  }
}
