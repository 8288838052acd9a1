import type { Http } from '../api/http.ts';
import { HttpError, answer, send } from '../api/http.ts';

export interface NetworkSettings {
  readonly latencyMs: number;
  /** Shares of requests, 0 to 1. */
  readonly errorRate: number;
  readonly dropRequestRate: number;
  readonly dropAnswerRate: number;
}

/** How the mock host is set up at the moment. */
export interface MockConfig {
  readonly scenario: string;
  readonly scenarios: readonly { readonly name: string; readonly title: string; readonly description: string }[];
  readonly hostApiVersion: string;
  readonly pluginManifestUrl: string;
  /** Which Creatio it is; null = none. */
  readonly creatio: { readonly version: string } | null;
  readonly network: NetworkSettings;
}

/** What only a mock host can do. Every method rejects with `HttpError`. */
export class MockApi {
  readonly #http: Http;

  constructor(http: Http) {
    this.#http = http;
  }

  /** Needs no sign-in. */
  async config(): Promise<MockConfig> {
    return readConfig(await answer(await send((request) => window.fetch(request), new Request('/mock/v1/config'))));
  }

  /** The data may be other data afterwards, so that the page has to start anew. */
  async setScenario(name: string): Promise<void> {
    await this.#http.json('/mock/v1/scenario', { method: 'PUT', body: { name } });
  }

  async setNetwork(network: NetworkSettings): Promise<void> {
    await this.#http.json('/mock/v1/network', { method: 'PUT', body: network });
  }

  /** How many of the made-up sessions change in a second; 0 = none. */
  async sessionFeed(): Promise<number> {
    const { changesPerSecond } = ((await this.#http.json('/mock/v1/session-feed')) ?? {}) as { readonly changesPerSecond?: unknown };
    if (typeof changesPerSecond !== 'number') throw new HttpError('unexpected');
    return changesPerSecond;
  }

  async setSessionFeed(changesPerSecond: number): Promise<void> {
    await this.#http.json('/mock/v1/session-feed', { method: 'PUT', body: { changesPerSecond } });
  }
}

function readConfig(body: unknown): MockConfig {
  const config = (body ?? {}) as Partial<MockConfig>;
  const complete =
    typeof config.hostApiVersion === 'string' &&
    typeof config.pluginManifestUrl === 'string' &&
    typeof config.scenario === 'string' &&
    Array.isArray(config.scenarios) &&
    typeof config.network === 'object';
  if (!complete) throw new HttpError('unexpected');
  // The manifest may be beside this page or on another origin.
  const creatio = typeof config.creatio?.version === 'string' ? config.creatio : null;
  return { ...(config as MockConfig), creatio, pluginManifestUrl: new URL(config.pluginManifestUrl!, window.location.href).href };
}
