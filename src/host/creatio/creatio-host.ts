import type { ConfirmRequest, HostOperation, HostServices } from '../host-services.ts';
import { applicationRoot } from './application-root.ts';
import { type Kit, type KitLookup, type KitSysValues, serviceOf, sysValuesOf, textIn } from './kit.ts';
import { pageTheme } from './page-theme.ts';
import { pageZone } from './page-zone.ts';

/** What may change while a view is shown. */
export type PageSettings = Profile & Pick<HostServices, 'direction' | 'theme'>;
type Profile = Pick<HostServices, 'locale' | 'timeZone' | 'user'>;

/** The page of Creatio that a view is in, as the services the plugin needs. */
export interface CreatioHost {
  readonly services: Pick<HostServices, 'apiVersion' | 'baseUrl' | 'fetch' | 'can' | 'confirm'>;
  /**
   * Tells what the page is like around an element: as soon as it is known, and whenever it has become something else.
   * @returns ends that
   */
  follow(place: Element, tell: (settings: PageSettings) => void): () => void;
  /** Whoever is signed in may be somebody else: nothing that was asked counts any more. */
  forget(): void;
  /** How a user has arranged a view; undefined: not at all, or nothing can be kept. */
  remembered(userId: string, view: string): string | undefined;
  remember(userId: string, view: string, text: string): void;
  /** Runs something without the host looking at its whole page again for each of its timers. */
  outside<T>(run: () => T): T;
}

/** The version of the host contract that is implemented here. */
const apiVersion = '1.2.0';
/** For so long an answer about a right counts, in milliseconds. */
const RIGHT_MS = 30_000;
/** Views of a page that come back into sight at once read the profile once. */
const PROFILE_MS = 1_000;
/** While the page does not know who is signed in, it is asked again after so long. */
const UNKNOWN_MS = 2_000;

const isSendable = (): boolean => /(?:^|;\s*)BPMCSRF=/.test(document.cookie);

/** What a page has in its globals since long before there was a kit. *Inferred*. */
interface OldPage {
  readonly Terrasoft?: { readonly SysValue?: { readonly CURRENT_USER?: KitLookup } };
}

export function createCreatioHost(kit: Kit): CreatioHost {
  const baseUrl = applicationRoot(location.href);
  const asked = new Map<HostOperation, { readonly at: number; readonly answer: Promise<boolean> }>();
  const known = new Map<HostOperation, boolean>();
  const looks = new Set<() => void>();
  let profile: { readonly at: number; readonly lang: string; readonly read: Promise<Profile> } | undefined;

  /** Never rejects: whether the session is over is for the licensing services to tell, in their words. */
  async function askRight(operation: HostOperation): Promise<boolean> {
    try {
      const allowed = await serviceOf(kit, 'RightsService', 'getCanExecuteOperation')?.getCanExecuteOperation(operation);
      if (typeof allowed === 'boolean') known.set(operation, allowed);
    } catch {
      // What was so last is still so.
    }
    // Where nobody can say, the host refuses what is not allowed.
    return known.get(operation) ?? true;
  }

  function can(operation: HostOperation): Promise<boolean> {
    const last = asked.get(operation);
    if (last && Date.now() - last.at < RIGHT_MS) return last.answer;
    const answer = askRight(operation);
    asked.set(operation, { at: Date.now(), answer });
    return answer;
  }

  /** With cookies and the token beside them; where script can't read that, the host's own function adds it. */
  async function send(request: Request): Promise<Response> {
    const http = isSendable() ? undefined : serviceOf(kit, 'HttpClientService', 'post');
    return http ? (await import('./kit-fetch.ts')).kitFetch(http, request) : fetch(request);
  }

  async function confirm({ title, message, confirmLabel, cancelLabel }: ConfirmRequest): Promise<boolean> {
    const chosen = await serviceOf(kit, 'DialogService', 'open')!.open({
      title,
      message,
      actions: [
        { key: 'confirm', config: { color: 'primary', caption: confirmLabel } },
        { key: 'cancel', config: { color: 'default', caption: cancelLabel } },
      ],
    });
    return chosen === 'confirm';
  }

  async function readProfile(): Promise<Profile> {
    const values = await sysValuesOf(kit);
    return { locale: localeOf(values), timeZone: await pageZone(values), user: await whoIs(values) };
  }

  async function whoIs({ user, userContact }: KitSysValues): Promise<HostServices['user']> {
    const old = (globalThis as OldPage).Terrasoft?.SysValue?.CURRENT_USER;
    const contact = textIn(userContact?.value);
    const name = [userContact, user, old].map((each) => textIn(each?.displayValue)).find(Boolean) ?? '';
    const id = textIn(user?.value) || textIn(old?.value);
    if (id || !contact) return { id, name };
    const options = { baseUrl, fetch: send, user: { id, name } };
    return { id: await import('./find-user.ts').then(({ findUser }) => findUser(options, contact), () => ''), name };
  }

  return {
    services: { apiVersion, baseUrl, fetch: send, can, ...(serviceOf(kit, 'DialogService', 'open') && { confirm }) },
    follow(place, tell) {
      let last: PageSettings | undefined;
      let ended = false;
      let timer: ReturnType<typeof setTimeout> | undefined;

      async function look(): Promise<void> {
        const mine = (profile ??= { at: Date.now(), lang: document.documentElement.lang, read: readProfile() });
        const { locale, timeZone, user } = await mine.read;
        // Whoever has asked anew tells.
        if (ended || mine !== profile) return;
        clearTimeout(timer);
        if (!user.id) timer = setTimeout(again, UNKNOWN_MS);
        const rtl = getComputedStyle(place).direction === 'rtl' || isRightToLeft(locale);
        const now: PageSettings = { locale, timeZone, user, direction: rtl ? 'rtl' : 'ltr', theme: pageTheme(place) };
        if (JSON.stringify(now) !== JSON.stringify(last)) tell((last = now));
      }
      const again = (): void => {
        if (document.visibilityState === 'hidden') return;
        // Settings may have been changed in another tab; a page in another language says so itself, however soon.
        if (profile && (profile.lang !== document.documentElement.lang || Date.now() - profile.at > PROFILE_MS)) profile = undefined;
        void look();
      };
      const repaint = (): void => void look();
      const dark = matchMedia('(prefers-color-scheme: dark)');
      const observer = new MutationObserver((changes) => (changes.some(({ attributeName }) => attributeName === 'lang') ? again() : repaint()));
      for (const node of [document.documentElement, document.body]) observer.observe(node, { attributes: true });
      document.addEventListener('visibilitychange', again);
      dark.addEventListener('change', repaint);
      looks.add(repaint);
      repaint();
      return () => {
        ended = true;
        clearTimeout(timer);
        looks.delete(repaint);
        observer.disconnect();
        document.removeEventListener('visibilitychange', again);
        dark.removeEventListener('change', repaint);
      };
    },
    forget() {
      asked.clear();
      known.clear();
      profile = undefined;
      for (const look of looks) look();
    },
    remembered(userId, view) {
      try {
        return localStorage.getItem(keyOf(userId, view)) ?? undefined;
      } catch {
        return undefined;
      }
    },
    remember(userId, view, text) {
      try {
        localStorage.setItem(keyOf(userId, view), text);
      } catch {
        // It starts as it is made, next time.
      }
    },
    outside(run) {
      let done: { readonly value: ReturnType<typeof run> } | undefined;
      const once = (): void => void (done ??= { value: run() });
      try {
        serviceOf(kit, 'CrtZoneService', 'runOutside')?.runOutside(once);
      } catch {
        // Then inside.
      }
      once();
      return done!.value;
    },
  };

  function keyOf(userId: string, view: string): string {
    return `license-admin ${new URL(baseUrl).pathname} ${userId} ${view}`;
  }
}

/** The culture of the profile, else the page's language, else the browser's. */
function localeOf({ userCulture }: KitSysValues): string {
  for (const name of [textIn(userCulture?.displayValue), document.documentElement.lang, navigator.language]) {
    try {
      if (name) return Intl.getCanonicalLocales(name)[0]!;
    } catch {
      // Not a language.
    }
  }
  return 'en-US';
}

const isRightToLeft = (locale: string): boolean => /^(?:ar|dv|fa|he|ps|sd|ug|ur|yi)(?:-|$)/.test(locale);
