import type { Client } from './agent-parser.ts';

/** Different descriptions that are kept read; a company has some hundreds. */
const MOST_KEPT = 5_000;

const nothing: Client = { browser: '', system: '' };

/** Browser and system of clients. The parser is large and comes when it is first asked for; until then nothing is said. */
export class Agents {
  readonly #read = new Map<string, Client>();
  #parse: ((agent: string) => Client) | undefined;
  #loading: Promise<void> | undefined;

  /** @param loaded tells that there is something to say from now on */
  constructor(
    private readonly loaded: () => void,
    private readonly load: () => Promise<{ parseAgent(agent: string): Client }> = () => import('./agent-parser.ts'),
  ) {}

  /** Such as `Firefox 133`, or `curl 8`. */
  browser(agent: string | null): string {
    return this.#client(agent).browser;
  }

  /** Such as `Windows 10+`. */
  system(agent: string | null): string {
    return this.#client(agent).system;
  }

  #client(agent: string | null): Client {
    if (!agent) return nothing;
    if (!this.#parse) {
      this.#loading ??= this.#start();
      return nothing;
    }
    const known = this.#read.get(agent);
    if (known) return known;
    if (this.#read.size >= MOST_KEPT) this.#read.clear();
    const client = this.#parse(agent);
    this.#read.set(agent, client);
    return client;
  }

  async #start(): Promise<void> {
    try {
      this.#parse = (await this.load()).parseAgent;
    } catch {
      // Columns that stay empty are no reason to trouble anybody.
      return;
    }
    this.loaded();
  }
}
