import * as z from 'zod/mini';
import type { EndedSort, Page, PageQuery } from '../../../licensing/session-gateway.ts';
import type { EndedSession } from '../../../licensing/session.ts';
import { parse } from '../../parse.ts';
import { nextTold } from '../instant.ts';
import type { Condition } from '../select-query.ts';
import type { ActiveOf } from './active.ts';
import { endColumns, endRow, toEnded } from './rows.ts';

/**
 * Where a page ends: when its last session ended, as told, which is cut to the millisecond, and how many of that millisecond
 * were told. What has ended stays as it is, so they are found in the same order again. `count`: of all that match.
 */
const cursorShape = z.object({ told: z.string(), skip: z.int(), count: z.int() });

const count = z.object({ n: z.int() });

/** A page of sessions that are over, out of any number of them; the first page costs a call more, which counts them. */
export async function readEnded(
  { api, now, timeZone }: Pick<ActiveOf, 'api' | 'now' | 'timeZone'>,
  { search, sort, cursor, limit }: PageQuery<EndedSort>,
  signal: AbortSignal,
): Promise<Page<EndedSession>> {
  const descending = sort === '-ended';
  const from = cursor === null ? null : parse(cursor, cursorShape);
  const where = [isOver, ...naming(search)];
  const beyond = from ? [ended(descending ? '<' : '>=', descending ? nextTold(from.told) : from.told)] : [];
  const [rows, counted] = await Promise.all([
    api.select(
      {
        schema: 'SysUserSession', columns: endColumns, where: [...where, ...beyond],
        orderBy: [{ column: 'End', descending }, { column: 'Id', descending }], limit: limit + 1, offset: from?.skip ?? 0,
      },
      endRow,
      signal,
    ),
    from ? [{ n: from.count }] : api.select({ schema: 'SysUserSession', columns: {}, count: 'n', where }, count, signal),
  ]);
  const page = rows.slice(0, limit);
  const told = page.at(-1)?.End ?? '';
  const total = counted[0]?.n ?? page.length;
  const skip = page.filter(({ End }) => End === told).length + (from && from.told === told ? from.skip : 0);
  const zone = timeZone();
  return {
    items: page.map((row) => toEnded(row, zone)),
    total: { count: total, exact: true },
    next: rows.length > page.length ? JSON.stringify({ told, skip, count: total } satisfies z.output<typeof cursorShape>) : null,
    asOf: now(),
  };
}

const isOver: Condition = { kind: 'null', path: 'SessionEndDate', is: false };

const ended = (by: '<' | '>=', value: string): Condition => ({ kind: 'compare', path: 'SessionEndDate', by, value: { type: 'instant', value } });

function naming(search: string): Condition[] {
  const part = search.trim();
  return part ? [{ kind: 'any', of: ['SysUser.Name', 'SysUser.Contact.Name', 'SysUser.Email'].map((path) => ({ kind: 'contains', path, part })) }] : [];
}
