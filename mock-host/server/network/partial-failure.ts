import { endBatch, type endLine } from '../../../src/host/rest/wire-sessions.ts';
import { type Wire, batch, type batchLine } from '../../../src/host/rest/wire.ts';
import { eachLine, withBody } from './answer-body.ts';

/** A batch of which the host gets to see a part only. */
export interface PartialBatch {
  /** With the first, third, fifth … item. */
  readonly request: Request;
  /** Keys of the others: nothing is done about them, and they fail. */
  readonly failing: readonly string[];
  /** The line that says so of a key. */
  failure(key: string): object;
}

/** A batch as far as it matters here. */
interface Items extends Pick<PartialBatch, 'failure'> {
  readonly keys: readonly string[];
  /** The same batch with some of the items. */
  keep(isKept: (item: unknown, index: number) => boolean): object;
}

/** How to read a body, for each address that takes batches. */
const readers: Readonly<Record<string, (body: unknown) => Items | null>> = {
  '/licensing/v1/batches': (body) => {
    const { data } = batch.safeParse(body);
    return data
      ? {
          keys: data.items.map(({ key }) => key),
          keep: (isKept) => ({ ...data, items: data.items.filter(isKept) }),
          failure: (key): Wire<typeof batchLine> => ({ line: 'outcome', key, outcome: 'failed', effect: null, code: 'server', seats: null }),
        }
      : null;
  },
  '/licensing/v1/sessions/end': (body) => {
    const { data } = endBatch.safeParse(body);
    return data
      ? {
          keys: data.sessionIds,
          keep: (isKept) => ({ ...data, sessionIds: data.sessionIds.filter(isKept) }),
          failure: (sessionId): Wire<typeof endLine> => ({ line: 'outcome', sessionId, outcome: 'failed', effect: null, code: 'server', end: null }),
        }
      : null;
  },
};

/**
 * Withholds every second item of a batch, always the same ones, so that the batch sent again is the same batch. Null when
 * there is nothing to withhold: a single item, or no batch at all, which is the host's to refuse.
 */
export async function withholdItems(request: Request): Promise<PartialBatch | null> {
  const read = request.method === 'POST' ? readers[new URL(request.url).pathname] : undefined;
  const found = read?.(await request.clone().json().catch(() => null));
  if (!found || found.keys.length < 2) return null;
  const headers = new Headers(request.headers);
  headers.delete('content-length');
  return {
    request: new Request(request.url, {
      method: request.method,
      headers,
      body: JSON.stringify(found.keep((_, index) => index % 2 === 0)),
      signal: request.signal,
    }),
    failing: found.keys.filter((_, index) => index % 2 === 1),
    failure: found.failure,
  };
}

/** The host's answer with the withheld items among its outcomes. */
export function addFailures(answer: Response, { failing, failure }: Pick<PartialBatch, 'failing' | 'failure'>): Response {
  if (!answer.ok || !answer.body) return answer;
  const lines = failing.map((key) => `${JSON.stringify(failure(key))}\n`).join('');
  const end = (line: string) => (JSON.parse(line) as { readonly line?: unknown }).line === 'end';
  return withBody(answer, answer.body.pipeThrough(eachLine((line) => (line !== '' && end(line) ? lines + line : line))));
}
