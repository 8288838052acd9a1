import type { CreatioHost, PageSettings } from '../host/creatio/creatio-host.ts';
import type { BatchesView, GrantRecallView, HostServices, HostView, MountedPlugin } from '../host/host-services.ts';
import { createFrame, createNotice } from '../notice.ts';
import { openAbove } from './above.ts';
import type { ElementType } from './element-types.ts';
import { hostTokens } from './host-tokens.ts';
import type { Given } from './inputs.ts';

/** One of the elements that pages of Creatio may place. */
export interface ElementKind {
  readonly type: ElementType;
  readonly tag: string;
  /** Properties that the host assigns, before the element is in a page or later. */
  readonly inputs: readonly string[];
  /** Events by which it tells the host. */
  readonly outputs: readonly string[];
  /**
   * What is to be shown; null: nothing, because what it is about is not known yet.
   * @throws {TypeError} whose message says which input is odd
   */
  view(given: Given): HostView | null;
}

/** What all elements share. */
export interface Door {
  readonly host: CreatioHost;
  readonly mount: (container: HTMLElement, services: HostServices) => MountedPlugin;
}

/**
 * Shows a view of the plugin for as long as it is in a page.
 * @fires pendingChanged - detail: whether there are changes not yet saved
 * @fires openRequested - another view is wanted, detail: which one; cancelable: whoever shows it prevents the default, which is
 *   to show it here, or above everything when it is a dialog
 * @fires closed - what was to be done is finished: take the element away
 * @fires notified - detail: a message to be shown outside the view; cancelable
 * @fires signInNeeded - the session is over, detail: `resume()` to be called after another sign-in; cancelable: whoever sees to
 *   it prevents the default, which is to go on when the administrator comes back to the page
 */
export class CreatioElement extends HTMLElement {
  readonly #kind: ElementKind;
  readonly #door: Door;
  readonly #given: Record<string, unknown> = {};
  readonly #root: ShadowRoot;
  readonly #stage: HTMLElement;
  #notice: HTMLElement | undefined;
  #settings: PageSettings | undefined;
  #mounted: MountedPlugin | undefined;
  /** What is shown in place of what the inputs say, until one of these changes; null: nothing. */
  #instead: HostView | null | undefined;
  #shown: HostView['name'] | undefined;
  /** While it is in a page. */
  #stay: AbortController | undefined;
  #queued = false;

  constructor(kind: ElementKind, door: Door) {
    super();
    [this.#kind, this.#door] = [kind, door];
    const { root, stage } = createFrame(this);
    [this.#root, this.#stage] = [root, stage];
    root.adoptedStyleSheets.push(hostTokens);
    // What was assigned before this class was there hides what the class does with it.
    for (const name of kind.inputs) {
      if (!Object.hasOwn(this, name)) continue;
      const value: unknown = Reflect.get(this, name);
      Reflect.deleteProperty(this, name);
      this.give(name, value);
    }
  }

  connectedCallback(): void {
    if (this.#stay) return;
    this.#stay = new AbortController();
    const unfollow = this.#door.host.follow(this, (settings) => {
      this.#settings = settings;
      this.#refresh();
    });
    this.#stay.signal.addEventListener('abort', unfollow);
  }

  disconnectedCallback(): void {
    // Moved within the page it comes back at once, and what is not saved stays.
    queueMicrotask(() => {
      if (!this.isConnected) this.#leave();
    });
  }

  /** Whether the page may be left; asks when changes are pending. */
  async canLeave(): Promise<boolean> {
    return (await this.#mounted?.canLeave()) ?? true;
  }

  given(name: string): unknown {
    return this.#given[name];
  }

  give(name: string, value: unknown): void {
    if (value === this.#given[name] && name in this.#given) return;
    this.#given[name] = value;
    this.#instead = undefined;
    if (this.#queued || !this.#settings) return;
    this.#queued = true;
    // The host assigns one after the other.
    queueMicrotask(() => {
      this.#queued = false;
      this.#refresh();
    });
  }

  #leave(): void {
    this.#stay?.abort();
    this.#stay = this.#settings = undefined;
    this.#end();
    this.#say(null);
  }

  #end(): void {
    this.#mounted?.dispose();
    this.#mounted = this.#shown = undefined;
  }

  #refresh(): void {
    const { host, mount } = this.#door;
    const settings = this.#settings;
    if (!settings) return;
    let view: HostView | null;
    try {
      view = this.#instead === undefined ? this.#kind.view(this.#given) : this.#instead;
    } catch (error) {
      return this.#say((error as TypeError).message);
    }
    this.#say(null);
    if (!view || this.#shown !== view.name) this.#end();
    if (!view) return;
    if (this.#mounted) return this.#mounted.update({ ...settings, view });
    this.#shown = view.name;
    const remembered = host.remembered(settings.user.id, view.name);
    const services = this.#services((remembered === undefined ? view : { ...view, remembered }) as HostView, settings);
    this.#mounted = host.outside(() => mount(this.#stage, services));
  }

  /** Behind the sentence the view stays as it is, so that changes not yet saved survive a slip of the page's. */
  #say(sentence: string | null): void {
    this.#notice?.remove();
    this.#notice = undefined;
    this.#stage.hidden = sentence !== null;
    if (sentence !== null) this.#root.prepend((this.#notice = createNotice(sentence)));
  }

  #services(view: HostView, settings: PageSettings): HostServices {
    const { services: { confirm, ...services }, remember } = this.#door.host;
    return {
      ...services,
      ...settings,
      view,
      // The host's own dialog would be below the plugin's.
      ...(confirm && view.name !== 'grant-recall' && { confirm }),
      pending: (pending) => void this.#tell('pendingChanged', pending),
      notify: (message) => void this.#tell('notified', message),
      remember: (text) => remember(this.#settings!.user.id, view.name, text),
      signedOut: () => this.#signIn(),
      open: (wanted) => this.lead(wanted),
      close: () => {
        this.#instead = this.given('page') ? this.#kind.view({ page: this.given('page') }) : null;
        this.#refresh();
        this.#tell('closed');
      },
    };
  }

  /** @returns whether the host has seen to it */
  #tell(name: string, detail?: unknown): boolean {
    return !this.dispatchEvent(new CustomEvent(name, { detail, cancelable: true }));
  }

  /** Has another view shown: by the page, else here, or above everything when it is a dialog. */
  lead(wanted: GrantRecallView | BatchesView): void {
    if (this.#tell('openRequested', wanted)) return;
    if (wanted.name === 'grant-recall') void openAbove(this.#kind.tag, this, wanted);
    else void this.#goTo(wanted);
  }

  async #goTo(view: BatchesView): Promise<void> {
    if (!(await this.canLeave())) return;
    this.#instead = view;
    this.#refresh();
  }

  #signIn(): Promise<void> {
    return new Promise((resolve) => {
      const resume = (): void => {
        // Somebody else may have signed in.
        this.#door.host.forget();
        resolve();
      };
      if (!this.#tell('signInNeeded', { resume })) addEventListener('focus', resume, { once: true, signal: this.#stay!.signal });
    });
  }
}

/** The class of a kind of element; each property of its inputs is one of the element's. */
export function elementOf(kind: ElementKind, door: Door): CustomElementConstructor {
  const element = class extends CreatioElement {
    constructor() {
      super(kind, door);
    }
  };
  for (const name of kind.inputs) {
    Object.defineProperty(element.prototype, name, {
      get(this: CreatioElement) {
        return this.given(name);
      },
      set(this: CreatioElement, value: unknown) {
        this.give(name, value);
      },
      enumerable: true,
      configurable: true,
    });
  }
  return element;
}
