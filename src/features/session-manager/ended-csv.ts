import type { Page, PageQuery } from '../../licensing/session-gateway.ts';
import type { EndedSession, SessionEnd, SessionKind } from '../../licensing/session.ts';
import { LARGEST_PAGE, everyPage } from '../../licensing/every-page.ts';
import { BYTE_ORDER_MARK, csvLine } from '../../ui/csv.ts';

export type EndedCsvColumn =
  'user' | 'login' | 'kind' | 'browser' | 'system' | 'address' | 'started' | 'lastRequest' | 'endedAt' | 'how' | 'endedBy' | 'why';

export interface EndedCsvOptions {
  /** The page at a cursor, of all that match. */
  page(query: Pick<PageQuery<never>, 'cursor' | 'limit'>): Promise<Page<EndedSession>>;
  /** Columns with their heads in the administrator's language. */
  readonly heads: readonly (readonly [EndedCsvColumn, string])[];
  kind(kind: SessionKind): string;
  method(method: SessionEnd['method']): string;
  browser(agent: string | null): string;
  system(agent: string | null): string;
  /** How many lines are written, of how many that are known of. */
  progress?(done: number, total: number): void;
  readonly signal: AbortSignal;
}

/**
 * Ended sessions as the parts of a CSV file: instants in UTC (ISO 8601), as a spreadsheet knows no time zone.
 * @throws {LicensingError} and the signal's reason when aborted: half an export is none
 */
export async function endedCsv({ page, heads, kind, method, browser, system, progress, signal }: EndedCsvOptions): Promise<{
  readonly parts: readonly string[];
  readonly count: number;
}> {
  const parts = [BYTE_ORDER_MARK + csvLine(heads.map(([, head]) => head))];
  // What moves to another page meanwhile is written once.
  const written = new Set<string>();
  for await (const { items, total } of everyPage((cursor) => page({ cursor, limit: LARGEST_PAGE }))) {
    signal.throwIfAborted();
    const fresh = items.filter(({ id }) => !written.has(id));
    for (const { id } of fresh) written.add(id);
    parts.push(fresh.map((session) => csvLine(cellsOf(session))).join(''));
    progress?.(written.size, Math.max(total.count, written.size));
  }
  return { parts, count: written.size };

  function cellsOf({ userName, login, agent, address, startedAt, lastRequestAt, end, ...session }: EndedSession): (string | null)[] {
    const cells: Readonly<Record<EndedCsvColumn, string | null>> = {
      user: userName, login, kind: kind(session.kind), browser: browser(agent), system: system(agent), address, started: iso(startedAt),
      lastRequest: iso(lastRequestAt), endedAt: iso(end.at), how: method(end.method), endedBy: end.by, why: end.reason,
    };
    return heads.map(([column]) => cells[column]);
  }
}

function iso(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString();
}
