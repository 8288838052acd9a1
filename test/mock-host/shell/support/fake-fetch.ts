/** A server in the page: answers by `METHOD /path`, and keeps what it was asked. */
export class FakeServer {
  readonly requests: { readonly line: string; readonly csrf: string | null; readonly body: unknown }[] = [];
  readonly #answers = new Map<string, (body: unknown) => Response | Promise<Response>>();

  on(line: string, answer: (body: unknown) => Response | Promise<Response>): this {
    this.#answers.set(line, answer);
    return this;
  }

  /** What was asked, without what it carried. */
  get lines(): readonly string[] {
    return this.requests.map(({ line }) => line);
  }

  readonly fetch = async (request: Request): Promise<Response> => {
    const line = `${request.method} ${new URL(request.url).pathname}`;
    const content = await request.clone().text();
    const body: unknown = content === '' ? null : JSON.parse(content);
    this.requests.push({ line, csrf: request.headers.get('x-csrf-token'), body });
    const answer = this.#answers.get(line);
    return answer ? answer(body) : problem(404, 'Nothing here.');
  };
}

export function problem(status: number, title: string, headers: Record<string, string> = {}): Response {
  return Response.json({ type: 'about:blank', title, status, code: 'server' }, { status, headers: { 'content-type': 'application/problem+json', ...headers } });
}

export const supervisor = {
  user: { id: '1', name: 'Supervisor', login: 'supervisor' },
  csrfToken: 'first',
  operations: ['CanViewLicenses', 'CanManageLicUsers', 'CanManageUsers'],
};
