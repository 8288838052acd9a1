import { createCreatioApp } from '../../mock-host/creatio/app.ts';
import { type CreatioSettings, type Quirk, stockSettings } from '../../mock-host/creatio/settings.ts';
import type { CreatioOptions } from '../../src/host/creatio/creatio-options.ts';
import type { TestClient } from '../mock-host/server/support/test-client.ts';
import { type Kind, TestHost } from '../mock-host/server/support/test-host.ts';
import { MemoryKept } from '../support/memory-kept.ts';

/** The two that differ most: the older on .NET Framework, and the newer, which has role-based distribution, on .NET. */
export const contractSettings = {
  'Creatio 8.1.1 on .NET Framework': { base: '/0', version: '8.1.1' },
  'Creatio 8.1.3 on .NET': { base: '', version: '8.1.3' },
} as const satisfies Readonly<Record<string, Partial<CreatioSettings>>>;

export interface CreatioHostOptions {
  readonly settings?: Partial<Omit<CreatioSettings, 'quirks'>>;
  /** Those that are not as in the wild. */
  readonly quirks?: Partial<Record<Quirk, boolean>>;
  readonly endDelaySeconds?: number;
  /** Of the database. */
  readonly kind?: Kind;
}

const DAY_MS = 86_400_000;

/** The stand-in for Creatio, without a socket, and administrators at it. */
export class CreatioHost {
  /** What was asked, in order, such as `LicenseService.svc/GetLicenses`. */
  readonly asked: string[] = [];
  settings: CreatioSettings;
  endDelaySeconds: number;
  /** Runs before a request is handed on and may answer in its stead; throw to break the connection. */
  before: (request: Request, call: string) => Promise<Response | void> | Response | void = () => {};
  /** Runs after a request was carried out and may answer otherwise; throw to lose the answer. */
  after: (response: Response, call: string) => Promise<Response> | Response = (response) => response;
  /** When the day ends on which it was opened: no later one begins for its adapters. */
  readonly #lastMoment = (Math.floor(Date.now() / DAY_MS) + 1) * DAY_MS - 1;
  readonly #app: ReturnType<typeof createCreatioApp>;
  readonly #kept = new Map<string, MemoryKept>();

  private constructor(
    readonly host: TestHost,
    { settings, quirks, endDelaySeconds = 0 }: CreatioHostOptions,
  ) {
    this.settings = { ...stockSettings, ...settings, quirks: { ...stockSettings.quirks, ...quirks } };
    this.endDelaySeconds = endDelaySeconds;
    this.#app = createCreatioApp({
      database: host.database,
      settings: () => this.settings,
      endDelaySeconds: () => this.endDelaySeconds,
      failure: (error) => host.failures.push(error),
    });
  }

  static async open({ kind = 'embedded', ...options }: CreatioHostOptions = {}): Promise<CreatioHost> {
    return new CreatioHost(await TestHost.open(kind), options);
  }

  /** What an adapter is made from for somebody who is signed in. Who asks twice is at the same browser. */
  options({ userId, cookie, csrfToken }: TestClient, name = 'somebody'): CreatioOptions & { readonly kept: MemoryKept } {
    const kept = this.#kept.get(userId) ?? new MemoryKept();
    this.#kept.set(userId, kept);
    const cookies = `BPMLOADER=loader; .ASPXAUTH=${cookie.slice(cookie.indexOf('=') + 1)}; BPMCSRF=${csrfToken}`;
    return {
      baseUrl: 'http://creatio.test/',
      user: { id: userId, name },
      kept,
      now: () => Math.min(Date.now(), this.#lastMoment),
      fetch: async (request) => {
        const call = new URL(request.url).pathname.split('/').slice(-2).join('/');
        this.asked.push(call);
        const headers = new Headers(request.headers);
        headers.set('cookie', cookies);
        headers.set('BPMCSRF', csrfToken);
        const instead = await this.before(request.clone(), call);
        return instead ?? this.after(await this.#app.request(new Request(request, { headers })), call);
      },
    };
  }

  close(): Promise<void> {
    return this.host.close();
  }
}
