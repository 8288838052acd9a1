import { type Wire, type batchLine, batch } from '../../../src/host/rest/wire.ts';
import { eachLine, withBody } from './answer-body.ts';

/** A batch of which the host gets to see a part only. */
export interface PartialBatch {
  /** With the first, third, fifth … item. */
  readonly request: Request;
  /** Keys of the others: nothing is done about them, and they fail. */
  readonly failing: readonly string[];
}

/**
 * Withholds every second item of a batch, always the same ones, so that the batch sent again is the same batch. Null when
 * there is nothing to withhold: a single item, or no batch at all, which is the host's to refuse.
 */
export async function withholdItems(request: Request): Promise<PartialBatch | null> {
  const body = batch.safeParse(await request.clone().json().catch(() => null));
  if (!body.success || body.data.items.length < 2) return null;
  const { id, items } = body.data;
  const headers = new Headers(request.headers);
  headers.delete('content-length');
  return {
    request: new Request(request.url, {
      method: request.method,
      headers,
      body: JSON.stringify({ id, items: items.filter((_, index) => index % 2 === 0) }),
      signal: request.signal,
    }),
    failing: items.filter((_, index) => index % 2 === 1).map(({ key }) => key),
  };
}

/** The host's answer with the withheld items among its outcomes. */
export function addFailures(answer: Response, failing: readonly string[]): Response {
  if (!answer.ok || !answer.body) return answer;
  const failures = failing.map((key): Wire<typeof batchLine> => ({ line: 'outcome', key, outcome: 'failed', effect: null, code: 'server', seats: null }));
  const lines = failures.map((line) => `${JSON.stringify(line)}\n`).join('');
  const end = (line: string) => (JSON.parse(line) as { readonly line?: unknown }).line === 'end';
  return withBody(answer, answer.body.pipeThrough(eachLine((line) => (line !== '' && end(line) ? lines + line : line))));
}
