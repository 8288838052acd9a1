/**
 * What we use of the host's own kit, `@creatio-devkit/common`, in our words. The kit belongs to the host: we take the copy that
 * runs in the page and depend on none. Everything but `registerViewElement` may be missing, fail or answer something else.
 * Whatever is marked *inferred* has not been seen in public documents of the host.
 */

/** The module's name in a share scope and in the page's RequireJS. */
export const kitName = '@creatio-devkit/common';

export interface ViewElementRegistration {
  /** Vendor and name, such as `usr.LicensesTab`: what a page's schema says. */
  readonly type: string;
  /** The tag of a custom element. */
  readonly selector: string;
  /** Properties that the host assigns. */
  readonly inputs: Readonly<Record<string, object>>;
  /** Events that the host listens to; their `detail` is the value. */
  readonly outputs: Readonly<Record<string, object>>;
}

/** A record and what it is called. */
export interface KitLookup {
  readonly value?: unknown;
  readonly displayValue?: unknown;
}

/** Of the system values what we read; each is looked at before it is used. */
export interface KitSysValues {
  /** `displayValue`: a culture such as `uk-UA`. */
  readonly userCulture?: KitLookup;
  /** A zone by its Windows name, such as `FLE Standard Time`, or by its IANA name. */
  readonly userTimezoneCode?: unknown;
  /** Minutes ahead of UTC at this moment. */
  readonly userTimezoneOffset?: unknown;
  /** The person who is signed in; not the user. */
  readonly userContact?: KitLookup;
  /** The user who is signed in, a row of `SysAdminUnit`. *Inferred*: the application's own information service has it. */
  readonly user?: KitLookup;
  readonly coreVersion?: unknown;
}

export interface KitAnswer {
  readonly status: number;
  readonly statusText?: string;
  readonly headers?: unknown;
  readonly body?: unknown;
}

export interface KitRequestOptions {
  readonly headers?: Readonly<Record<string, string>>;
  readonly responseType?: 'json' | 'text';
}

export interface KitDialog {
  /** *Inferred*. */
  readonly title?: string;
  readonly message: string;
  readonly actions: readonly { readonly key: string; readonly config: { readonly color: 'primary' | 'default'; readonly caption: string } }[];
}

/** The kit's services by the names of their classes. */
export interface KitServices {
  HttpClientService: {
    get(url: string, options?: KitRequestOptions): Promise<KitAnswer>;
    post(url: string, body: unknown, options?: KitRequestOptions): Promise<KitAnswer>;
  };
  RightsService: { getCanExecuteOperation(operation: string): Promise<unknown> };
  SysValuesService: { loadSysValues(): Promise<unknown> };
  /** Answers the key of the action that was chosen. */
  DialogService: { open(dialog: KitDialog): Promise<unknown> };
  FeatureService: { getFeatureState(code: string): Promise<unknown> };
  /** Runs something where the host does not look at its whole page again for each timer. */
  CrtZoneService: { runOutside<T>(run: () => T): T };
}

export type Kit = { registerViewElement(element: ViewElementRegistration): void } & {
  readonly [Name in keyof KitServices]?: new () => KitServices[Name];
};

/** What a module federation host hands to `init`: versions of modules by name. */
export type ShareScope = Readonly<Record<string, Readonly<Record<string, { get?(): unknown }>>>>;

/** What `remoteModuleEntry.js` exports. `get` knows `./Main`; its factory's module has a `RemoteDefinition` as its default. */
export interface RemoteContainer {
  init(scope?: ShareScope): void;
  get(name: string): Promise<() => { readonly default: RemoteDefinition }>;
}

export interface RemoteDefinition {
  readonly remoteName: string;
  readonly features: readonly RemoteFeature[];
}

export interface RemoteFeature {
  readonly id: string;
  /** What pages may ask for; read before anything is loaded. */
  readonly discovery: { readonly viewElements: readonly { readonly type: string }[] };
  /** Defines and registers the elements; again and again does it once. Rejects when it could not, and may be tried again. */
  activate(): Promise<void>;
  /** What the page designer's toolbox shows. */
  loadDesignerDefinitions(context: { readonly cultureName?: string }): Promise<{ readonly viewElements: readonly DesignerElement[] }>;
}

export interface DesignerElement {
  readonly type: string;
  /** `icon`: an SVG document as text. */
  readonly toolbarConfig: { readonly caption: string; readonly icon: string };
  readonly defaultPropertyValues: Readonly<Record<string, unknown>>;
}

/** The page's RequireJS, as far as it is used. */
type RequireJs = (names: readonly string[], found: (module: unknown) => void, failed: (error: unknown) => void) => void;

/**
 * The kit that runs in the page: from the share scope, else from the page's RequireJS.
 * @throws Error whose message says what was missing
 */
export async function findKit(scope: ShareScope | undefined, page: object = globalThis): Promise<Kit> {
  const kit = asKit(await shared(scope)) ?? asKit(await required(page));
  if (!kit) throw new Error(`License administration can't start: this page has no ${kitName} with registerViewElement.`);
  return kit;
}

/** The kit in a module, which may have it as its default. Null: it is none. */
function asKit(module: unknown): Kit | null {
  const { registerViewElement, default: inner } = (module ?? {}) as Partial<Kit> & { default?: unknown };
  if (typeof registerViewElement === 'function') return module as Kit;
  return inner ? asKit(inner) : null;
}

/** From the share scope; of several versions the one that is offered last. */
async function shared(scope: ShareScope | undefined): Promise<unknown> {
  try {
    const factory = await Object.values(scope?.[kitName] ?? {}).at(-1)?.get?.();
    return typeof factory === 'function' ? await factory() : factory;
  } catch {
    return null;
  }
}

function required(page: object): Promise<unknown> {
  const { requirejs, require = requirejs } = page as { readonly requirejs?: RequireJs; readonly require?: RequireJs };
  if (typeof require !== 'function') return Promise.resolve();
  return new Promise((resolve) => {
    const done = (module?: unknown): void => {
      clearTimeout(timer);
      resolve(module);
    };
    // RequireJS tells of what can't be loaded; a host that has changed it may not.
    const timer = setTimeout(done, 15_000);
    try {
      require([kitName], done, () => done());
    } catch {
      done();
    }
  });
}

/** One of the kit's services. Undefined: it has none, can't make it, or it lacks the method. */
export function serviceOf<Name extends keyof KitServices>(kit: Kit, name: Name, method: keyof KitServices[Name]): KitServices[Name] | undefined {
  try {
    const service = new kit[name]!() as KitServices[Name];
    if (typeof service[method] === 'function') return service;
  } catch {
    // As good as absent.
  }
  return undefined;
}

/** What the page knows of who is signed in; nothing when it can't be asked. */
export async function sysValuesOf(kit: Kit): Promise<KitSysValues> {
  try {
    return ((await serviceOf(kit, 'SysValuesService', 'loadSysValues')?.loadSysValues()) ?? {}) as KitSysValues;
  } catch {
    return {};
  }
}

/** Text in a place where a host may have put anything. */
export const textIn = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');
