import type { Page, PageQuery } from '../../licensing/session-gateway.ts';
import type { EndMethod, EndedSession, SessionKind } from '../../licensing/session.ts';
import { LARGEST_PAGE, everyPage } from '../../licensing/every-page.ts';
import { BYTE_ORDER_MARK, csvLine } from '../../ui/csv.ts';

const columns = [
  'user', 'login', 'kind', 'browser', 'system', 'address', 'started', 'lastRequest', 'endedAt', 'how', 'endedBy', 'reason',
] as const;

export interface EndedCsvOptions {
  /** The page at a cursor, of all that match. */
  page(query: Pick<PageQuery<never>, 'cursor' | 'limit'>): Promise<Page<EndedSession>>;
  /** Heads of the columns, in the administrator's language. */
  readonly heads: Readonly<Record<(typeof columns)[number], string>>;
  kind(kind: SessionKind): string;
  method(method: EndMethod): string;
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
  const parts = [BYTE_ORDER_MARK + csvLine(columns.map((column) => heads[column]))];
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
    return [
      userName, login, kind(session.kind), browser(agent), system(agent), address, iso(startedAt), iso(lastRequestAt), iso(end.at),
      method(end.method), end.by, end.reason,
    ];
  }
}

function iso(at: number): string {
  return new Date(at).toISOString();
}
