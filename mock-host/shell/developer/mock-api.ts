import type { Http } from '../api/http.ts';
import { HttpError, answer, send } from '../api/http.ts';
import { type CreatioChange, type CreatioSettings, readCreatio } from './creatio-settings.ts';

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
  readonly creatio: (CreatioSettings & { readonly remoteEntryUrl: string }) | null;
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

  async creatio(): Promise<CreatioSettings> {
    return this.#creatio('GET');
  }

  /** What is not given stays. */
  async setCreatio(change: CreatioChange): Promise<CreatioSettings> {
    return this.#creatio('PUT', change);
  }

  /** As the mock host was started. */
  async resetCreatio(): Promise<CreatioSettings> {
    return this.#creatio('DELETE');
  }

  async #creatio(method: string, body?: CreatioChange): Promise<CreatioSettings> {
    const { settings } = ((await this.#http.json('/mock/v1/creatio', { method, body })) ?? {}) as { readonly settings?: unknown };
    return readCreatio(settings);
  }
}

function readConfig(body: unknown): MockConfig {
  const config = (body ?? {}) as Partial<MockConfig> & { readonly remoteEntryUrl?: unknown };
  const complete =
    typeof config.hostApiVersion === 'string' &&
    typeof config.pluginManifestUrl === 'string' &&
    typeof config.scenario === 'string' &&
    Array.isArray(config.scenarios) &&
    typeof config.network === 'object';
  if (!complete) throw new HttpError('unexpected');
  // Manifest and entry may be beside this page or on another origin.
  const absolute = (url: string): string => new URL(url, window.location.href).href;
  const { remoteEntryUrl } = config;
  const creatio = typeof remoteEntryUrl === 'string' ? { ...readCreatio(config.creatio), remoteEntryUrl: absolute(remoteEntryUrl) } : null;
  return { ...(config as MockConfig), creatio, pluginManifestUrl: absolute(config.pluginManifestUrl!) };
}
