import type { CreatioRemote } from '../creatio/creatio-remote.ts';
import { inCreatio } from '../creatio/view-elements.ts';
import { Store } from '../ui/store.ts';
import { supports } from './host-range.ts';
import { ManifestError, type PluginManifest, readManifest } from './manifest.ts';

/** What the shell knows of the plugin it was told about. */
export type CatalogState =
  | { readonly kind: 'loading' }
  /** `reason`: where the manifest is wrong; null = it could not be fetched. */
  | { readonly kind: 'failed'; readonly reason: string | null }
  | ({ readonly kind: 'ready' } & Catalog);

export interface Catalog {
  readonly manifest: PluginManifest;
  readonly supported: boolean;
  readonly hostVersion: string;
  /** The plugin as Creatio loads it; null = this host is not Creatio. */
  readonly remote: CreatioRemote | null;
}

/** Where the plugin is, and which version of the contract this host offers it. */
export interface PluginSource {
  readonly manifestUrl: string;
  readonly hostVersion: string;
  readonly remote?: CreatioRemote | null;
}

/** Learns from manifests alone what plugins add; nothing of a plugin runs before it is needed. */
export class PluginCatalog extends Store<CatalogState> {
  readonly #source: () => Promise<PluginSource>;
  readonly #fetch: (url: string) => Promise<Response>;

  constructor(source: () => Promise<PluginSource>, fetch: (url: string) => Promise<Response> = (url) => window.fetch(url, { credentials: 'omit' })) {
    super({ kind: 'loading' });
    this.#source = source;
    this.#fetch = fetch;
  }

  async load(): Promise<void> {
    this.set({ kind: 'loading' });
    try {
      const { manifestUrl, hostVersion, remote = null } = await this.#source();
      const response = await this.#fetch(manifestUrl);
      if (!response.ok) throw new TypeError(`status ${response.status}`);
      const manifest = readManifest(await response.json(), manifestUrl);
      // Creatio has a contract of its own.
      if (remote) this.set({ kind: 'ready', manifest: inCreatio(manifest), supported: true, hostVersion, remote });
      else this.set({ kind: 'ready', manifest, supported: supports(manifest, hostVersion), hostVersion, remote });
    } catch (error) {
      const malformed = error instanceof ManifestError || error instanceof SyntaxError;
      this.set({ kind: 'failed', reason: malformed ? error.message : null });
    }
  }
}
