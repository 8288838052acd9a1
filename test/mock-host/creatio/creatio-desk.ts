import type { Hono } from 'hono';
import { createCreatioApp } from '../../../mock-host/creatio/app.ts';
import { type CreatioSettings, type Quirk, quirks, stockSettings } from '../../../mock-host/creatio/settings.ts';
import type { Env } from '../../../mock-host/server/http/env.ts';
import type { TestClient } from '../server/support/test-client.ts';
import { type Kind, TestHost, licenseAdmin } from '../server/support/test-host.ts';

export interface CreatioAnswer {
  readonly status: number;
  readonly headers: Headers;
  /** Parsed when it is JSON. */
  readonly body: unknown;
}

type Headers_ = Readonly<Record<string, string | undefined>>;

/** Creatio's services over a database of their own, the licensing API beside them, and somebody who asks both. */
export class CreatioDesk {
  readonly app: Hono<Env>;
  /** What was called, in order. */
  readonly called: string[] = [];
  settings: CreatioSettings = stockSettings;
  endDelaySeconds = 0;

  private constructor(
    readonly host: TestHost,
    public client: TestClient,
  ) {
    this.app = createCreatioApp({
      database: host.database,
      settings: () => this.settings,
      endDelaySeconds: () => this.endDelaySeconds,
      failure: (error) => host.failures.push(error),
      called: (name) => this.called.push(name),
    });
  }

  static async open(kind: Kind): Promise<CreatioDesk> {
    const host = await TestHost.open(kind);
    return new CreatioDesk(host, await host.signedIn(licenseAdmin));
  }

  /** Switches quirks on, all others off. */
  only(...on: readonly Quirk[]): void {
    this.settings = { ...stockSettings, quirks: Object.fromEntries(quirks.map((quirk) => [quirk, on.includes(quirk)])) as Record<Quirk, boolean> };
  }

  /** Asks below the base, as somebody's browser does. `headers` that are undefined are left out. */
  async ask(address: string, body: unknown, headers: Headers_ = {}, client = this.client): Promise<CreatioAnswer> {
    return this.send(`${this.settings.base}${address}`, JSON.stringify(body), { cookie: client.cookie, bpmcsrf: client.csrfToken, forceusesession: 'true', ...headers });
  }

  async send(path: string, body: string, headers: Headers_ = {}, method = 'POST'): Promise<CreatioAnswer> {
    const given = Object.entries({ 'content-type': 'application/json', ...headers }).filter((entry): entry is [string, string] => entry[1] !== undefined);
    const answer = await this.app.request(path, { method, headers: given, ...(method === 'POST' && { body }) });
    const text = await answer.text();
    const isJson = answer.headers.get('content-type')?.startsWith('application/json');
    return { status: answer.status, headers: answer.headers, body: isJson ? (JSON.parse(text) as unknown) : text };
  }

  license(method: string, body: unknown, client = this.client): Promise<CreatioAnswer> {
    return this.ask(`/ServiceModel/LicenseService.svc/${method}`, body, {}, client);
  }

  administration(method: string, body: unknown, client = this.client): Promise<CreatioAnswer> {
    return this.ask(`/rest/AdministrationService/${method}`, body, {}, client);
  }
}
