import type { Wire, problem } from '../../../src/host/rest/wire.ts';

type Problem = Wire<typeof problem>;

/** A problem answer (RFC 9457) made by the network layer or the developer endpoints, not by the licensing API. */
export function problemAnswer(
  status: number,
  code: Problem['code'],
  title: string,
  headers: Readonly<Record<string, string>> = {},
): Response {
  const body: Problem = { type: 'about:blank', title, status, code };
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/problem+json', 'cache-control': 'no-store', ...headers },
  });
}
