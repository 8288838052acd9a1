import type { Wire, problem } from '../../../src/host/rest/wire.ts';

export type Problem = Wire<typeof problem>;
export type ProblemCode = Problem['code'];

/** Ends a request with a problem answer (RFC 9457). */
export class HttpProblem extends Error {
  override readonly name = 'HttpProblem';

  constructor(
    readonly status: number,
    readonly code: ProblemCode,
    /** A sentence for people; nothing secret. */
    readonly title: string,
    readonly detail?: string,
    readonly headers: Readonly<Record<string, string>> = {},
    /** What else the answer says, for programs. */
    readonly members: Readonly<Record<string, unknown>> = {},
  ) {
    super(title);
  }

  answer(): Response {
    const { status, code, title, detail, headers, members } = this;
    const body: Problem = { type: 'about:blank', title, status, code, ...(detail === undefined ? {} : { detail }), ...members };
    return new Response(JSON.stringify(body), {
      status,
      headers: { 'content-type': 'application/problem+json', 'cache-control': 'no-store', ...headers },
    });
  }
}

export const notFound = (what: string): HttpProblem => new HttpProblem(404, 'not-found', `There is no such ${what}.`);
export const rejected = (title: string, detail?: string): HttpProblem => new HttpProblem(400, 'rejected', title, detail);
