import type { Kit, KitAnswer, KitDialog, KitRequestOptions, KitServices, KitSysValues, ViewElementRegistration } from '../../../src/host/creatio/kit.ts';
import { languages } from '../text/languages.ts';
import type { PluginContext } from '../plugins/host-services.ts';

export type RegisteredElement = ViewElementRegistration;

/** Of the shell what the kit hands on. */
export type KitContext = Pick<PluginContext, 'session' | 'preferences' | 'confirm'>;

/** RequireJS, which stands on the page. */
interface Amd {
  define(name: string, dependencies: readonly string[], factory: () => unknown): void;
}

const kitName = '@creatio-devkit/common';

/**
 * Creatio's own kit as far as plugins ask for it, over the shell's services. It is a module of the page's RequireJS, defined
 * here and now: the page's policy lets no script be added.
 */
export class CreatioKit {
  /** By type, what view elements have been registered. */
  readonly elements = new Map<string, RegisteredElement>();
  readonly #version: string;
  #context: KitContext | null = null;

  /** `version`: of Creatio, such as `8.1.3`. */
  constructor(version: string) {
    this.#version = version;
  }

  /** Makes it the page's. */
  define(page: Partial<Amd> = globalThis as Partial<Amd>): void {
    const module = this.module();
    page.define?.(kitName, [], () => module);
  }

  /** Whose services it hands on: those of whoever is signed in now. */
  lend(context: KitContext): void {
    this.#context = context;
  }

  /** What `@creatio-devkit/common` exports. */
  module(): Kit & Required<Kit> {
    const lent = (): KitContext => {
      if (!this.#context) throw new Error('Nobody is signed in.');
      return this.#context;
    };
    const values = (): KitSysValues => this.#sysValues(lent());
    return {
      registerViewElement: (element) => void this.elements.set(element.type, element),
      HttpClientService: class implements Service<'HttpClientService'> {
        get = (url: string, options?: KitRequestOptions) => ask('GET', url, undefined, options);
        post = (url: string, body: unknown, options?: KitRequestOptions) => ask('POST', url, body, options);
      },
      RightsService: class implements Service<'RightsService'> {
        getCanExecuteOperation = async (operation: string) => lent().session.can(operation);
      },
      SysValuesService: class implements Service<'SysValuesService'> {
        loadSysValues = async () => values();
      },
      DialogService: class implements Service<'DialogService'> {
        open = (dialog: KitDialog) => choose(lent(), dialog);
      },
      FeatureService: class implements Service<'FeatureService'> {
        getFeatureState = async () => false;
      },
      CrtZoneService: class implements Service<'CrtZoneService'> {
        runOutside = <T>(run: () => T): T => run();
      },
    };
  }

  #sysValues({ session, preferences }: KitContext): KitSysValues {
    const user = session.account?.user;
    const { locale } = languages.find(({ code }) => code === preferences.value.language)!;
    return {
      userCulture: { value: locale, displayValue: locale },
      userTimezoneCode: new Intl.DateTimeFormat().resolvedOptions().timeZone,
      userTimezoneOffset: -new Date().getTimezoneOffset(),
      userContact: { value: user?.id, displayValue: user?.name },
      user: { value: user?.id, displayValue: user?.login },
      coreVersion: this.#version,
    };
  }
}

type Service<Name extends keyof KitServices> = KitServices[Name];

/** The key of the action that was chosen. The shell's question has two answers: the one that stands out, and the other. */
async function choose({ confirm }: KitContext, { title = '', message, actions }: KitDialog): Promise<string | undefined> {
  const yes = actions.find(({ config }) => config.color === 'primary') ?? actions[0];
  const no = actions.find((action) => action !== yes);
  const confirmed = await confirm({ title, message, confirmLabel: yes?.config.caption ?? '', cancelLabel: no?.config.caption ?? '' });
  return (confirmed ? yes : no)?.key;
}

/** As Creatio's own function for requests does: with the cookies of this page, and the header that goes with them. */
async function ask(method: string, url: string, body: unknown, { headers = {}, responseType = 'json' }: KitRequestOptions = {}): Promise<KitAnswer> {
  const token = /(?:^|; *)BPMCSRF=([^;]*)/.exec(document.cookie)?.[1];
  const answer = await fetch(url, {
    method,
    headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...(token && { BPMCSRF: decodeURIComponent(token) }), ForceUseSession: 'true', ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  return {
    status: answer.status,
    statusText: answer.statusText,
    headers: Object.fromEntries(answer.headers),
    body: responseType === 'text' ? text : parse(text),
  };
}

/** What is no JSON, such as the sign-in page, is handed on as it is. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
