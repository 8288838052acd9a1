import type { RegisteredElement } from './kit.ts';

/** A part of a remote that runs when one of its view elements is to be shown, and not before. */
interface Feature {
  readonly types: readonly string[];
  activate(): unknown;
}

/** What a remote's entry exports. */
interface Container {
  init(shareScope: object): unknown;
  get(name: string): unknown;
}

/** Loads a remote as Creatio does: `import()`, `init`, `get('./Main')`, discovery, and `activate` when something is needed. */
export class RemoteLoader {
  readonly #entryUrl: string;
  readonly #registered: ReadonlyMap<string, RegisteredElement>;
  #features: Promise<readonly Feature[]> | null = null;
  #attempts = 0;

  /** `registered`: what the kit has been told of, by type. */
  constructor(entryUrl: string, registered: ReadonlyMap<string, RegisteredElement>) {
    this.#entryUrl = entryUrl;
    this.#registered = registered;
  }

  /** Learns what there is. Rejects when the remote can't be loaded or is not as agreed; another call tries again. */
  discover(): Promise<readonly Feature[]> {
    const features = (this.#features ??= this.#discover());
    features.catch(() => {
      if (this.#features === features) this.#features = null;
    });
    return features;
  }

  /** The element that shows a type, its feature activated. */
  async element(type: string): Promise<RegisteredElement> {
    const feature = (await this.discover()).find(({ types }) => types.includes(type));
    if (!feature) throw new TypeError(`the remote has no view element ${type}`);
    await feature.activate();
    const element = this.#registered.get(type);
    if (!element) throw new TypeError(`activate() has not registered ${type}`);
    if (!customElements.get(element.selector)) throw new TypeError(`activate() has not defined ${element.selector}`);
    return element;
  }

  async #discover(): Promise<readonly Feature[]> {
    const container = (await import(/* @vite-ignore */ this.#nextUrl())) as Partial<Container>;
    if (typeof container.init !== 'function' || typeof container.get !== 'function') throw new TypeError('the entry has no init and get');
    await container.init({});
    const factory = await container.get('./Main');
    if (typeof factory !== 'function') throw new TypeError('get() answers no factory');
    const known = this.#registered.size;
    const features = readFeatures(await (factory as () => unknown)());
    // Discovery happens on every page, wherever the remote is needed or not.
    if (this.#registered.size !== known) throw new TypeError('./Main registers view elements before it is activated');
    return features;
  }

  /** Browsers remember that a module could not be loaded, under its address. */
  #nextUrl(): string {
    const url = new URL(this.#entryUrl, window.location.href);
    if ((this.#attempts += 1) > 1) url.searchParams.set('attempt', String(this.#attempts));
    return url.href;
  }
}

/** What `./Main` exports: plain data, and how to activate what it is about. */
function readFeatures(module: unknown): readonly Feature[] {
  const { default: definition } = (module ?? {}) as { readonly default?: { readonly remoteName?: unknown; readonly features?: unknown } };
  if (typeof definition?.remoteName !== 'string' || !Array.isArray(definition.features)) throw new TypeError('./Main exports no remote definition');
  return definition.features.map((feature: { readonly id?: unknown; readonly discovery?: { readonly viewElements?: unknown }; readonly activate?: unknown }) => {
    const elements = feature.discovery?.viewElements;
    if (typeof feature.id !== 'string' || typeof feature.activate !== 'function' || !Array.isArray(elements)) throw new TypeError('a feature is not as agreed');
    if (JSON.stringify(feature.discovery) !== JSON.stringify(structuredClone(feature.discovery))) throw new TypeError(`the discovery of ${feature.id} is more than data`);
    return {
      types: elements.map((element: { readonly type?: unknown }) => String(element.type)),
      activate: () => (feature.activate as () => unknown).call(feature),
    };
  });
}
