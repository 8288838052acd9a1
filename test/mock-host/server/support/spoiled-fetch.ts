import type { BulkServers } from './bulk-servers.ts';

/** What may go wrong with a request, and with a line of an answer that streams. `kill`: the server process, SIGKILL. */
export const requestFaults = ['drop request', 'drop answer', '500', '429', '401', 'garbage', 'slow', 'kill before', 'kill after'] as const;
export const lineFaults = ['cut', 'garbage', 'slow', 'kill'] as const;

export interface Fault {
  readonly place: 'request' | 'line';
  /** Which one, from 0. */
  readonly index: number;
  readonly kind: (typeof requestFaults)[number] | (typeof lineFaults)[number];
  /** The page is reloaded at the same moment. */
  readonly reload: boolean;
}

const SLOW_MS = 150;

/** The way between a browser and whichever server there is, on which one thing may go wrong. */
export class SpoiledFetch {
  /** What there was to go wrong. */
  requests = 0;
  lines = 0;
  /** Whether it has. */
  struck = false;
  /** From now on. */
  fault: Fault | undefined;

  constructor(
    private readonly servers: BulkServers,
    private readonly reload: () => void,
  ) {}

  /** Begins to count, and to spoil. */
  begin(fault?: Fault): void {
    Object.assign(this, { fault, struck: false, requests: 0, lines: 0 });
  }

  readonly fetch = async (request: Request): Promise<Response> => {
    const fault = this.#due('request', this.requests++);
    if (fault === 'drop request') throw new TypeError('spoiled');
    if (fault === '500' || fault === '401') return new Response(null, { status: Number(fault) });
    if (fault === '429') return new Response(null, { status: 429, headers: { 'retry-after': '1' } });
    if (fault === 'slow') await after(SLOW_MS);
    if (fault === 'kill before') {
      await this.servers.kill();
      throw new TypeError('spoiled');
    }
    if (fault === 'kill after') {
      const answer = this.#send(request);
      answer.catch(() => {});
      // So long that the server is at it; how far, is its own affair.
      await after(this.servers.kills % 12);
      await this.servers.kill();
      return answer;
    }
    const answer = await this.#send(request);
    if (fault === 'drop answer') {
      await answer.text();
      throw new TypeError('spoiled');
    }
    if (fault === 'garbage') return new Response('<html>', { headers: { 'content-type': 'text/html' } });
    return answer.headers.get('content-type')?.includes('ndjson') ? this.#spoilLines(answer) : answer;
  };

  async #send(request: Request): Promise<Response> {
    const { url, cookie, csrfToken } = await this.servers.current;
    const { pathname, search } = new URL(request.url);
    const body = await request.text();
    const headers = { cookie, 'x-csrf-token': csrfToken, ...(body && { 'content-type': 'application/json' }) };
    return fetch(url + pathname + search, { method: request.method, headers, signal: request.signal, ...(body && { body }) });
  }

  #spoilLines(answer: Response): Response {
    let rest = '';
    const decoder = new TextDecoder();
    const lines = new TransformStream<Uint8Array, Uint8Array>({
      transform: async (bytes, out) => {
        const parts = (rest + decoder.decode(bytes, { stream: true })).split('\n');
        rest = parts.pop()!;
        for (const line of parts) {
          const fault = this.#due('line', this.lines++);
          if (fault === 'cut') return out.error(new TypeError('spoiled'));
          if (fault === 'kill') await this.servers.kill();
          if (fault === 'slow') await after(SLOW_MS);
          out.enqueue(new TextEncoder().encode(fault === 'garbage' ? '<html>\n' : `${line}\n`));
        }
      },
    });
    return new Response(answer.body!.pipeThrough(lines), { status: answer.status, headers: answer.headers });
  }

  #due(place: Fault['place'], index: number): Fault['kind'] | undefined {
    const { fault } = this;
    if (this.struck || fault?.place !== place || fault.index !== index) return undefined;
    this.struck = true;
    if (fault.reload) this.reload();
    return fault.kind;
  }
}

function after(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
