import { checkHost, readHost } from './host/host-guard.ts';
import type { HostServices, HostView, MountedPlugin } from './host/host-services.ts';
import { createFrame, createNotice } from './notice.ts';
import type { Text } from './text/messages.ts';
import { startUpText } from './text/start-up.ts';

type ViewName = HostView['name'];

/** Words of whatever view: the entry passes them on and says none of them. */
export type ViewText = Text<string>;

/** A view on screen, as its chunk hands it to the entry. */
export interface View {
  /** The host's services or the language changed; the services have been checked. */
  update(host: HostServices, text: ViewText): void;
  canLeave(): Promise<boolean>;
  /** Takes the view off the page and aborts all it does. */
  dispose(): void;
}

/** What every view chunk exports. */
export interface ViewModule {
  /**
   * Puts the view into `stage`.
   * @param stop disposes of the view and shows a sentence in its place
   */
  createView(stage: HTMLElement, host: HostServices, text: ViewText, stop: (sentence: string) => void): View;
}

export interface PluginParts<Name extends ViewName> {
  readonly version: string;
  /** Supported versions of the host contract, such as `^1.0.0`. */
  readonly hostApi: string;
  /** How each view's chunk is loaded. A host that asks for another view is told so. */
  readonly views: Readonly<Record<Name, () => Promise<ViewModule>>>;
  readonly loadText: (locale: string, view: Name) => Promise<ViewText>;
}

/** Makes the `mount` that hosts call. It answers at once and never throws for what a host hands over. */
export function createMount<Name extends ViewName>({ version, hostApi, views, loadText }: PluginParts<Name>) {
  const needs = { version, hostApi, views: Object.keys(views) };

  return function mount(container: HTMLElement, services: HostServices): MountedPlugin {
    if (typeof container?.append !== 'function') {
      // The one thing that can't be said on screen.
      throw new TypeError('mount: the container is not an element');
    }
    const { frame, root, stage } = createFrame();
    let handed = readHost(services);
    /** The last services that were in order; a host's slip does not reach the view. */
    let host: HostServices;
    let text: ViewText;
    let locale: string;
    let shown: Name | undefined;
    let view: View | undefined;
    let notice: HTMLElement | undefined;
    let running = new AbortController();
    let disposed = false;

    const words = () => startUpText(host.locale);

    function say(sentence: string | null, again?: () => void): void {
      notice?.remove();
      notice = undefined;
      if (sentence === null) return;
      notice = createNotice(sentence, again && { label: words().retry, act: again });
      root.prepend(notice);
    }

    /** Ends the view and whatever it is loading. */
    function end(): void {
      running.abort();
      view?.dispose();
      view = shown = undefined;
      stage.ariaBusy = null;
    }

    function apply(): void {
      const problem = checkHost(handed, needs);
      say(problem);
      // Behind the sentence the view stays as it is, so that changes not yet saved survive a host's slip.
      stage.hidden = problem !== null;
      if (problem !== null) return;
      host = handed as unknown as HostServices;
      frame.dir = host.direction;
      frame.lang = host.locale;
      // One of ours: the host was checked for that.
      if (shown !== host.view.name) void start(host.view.name as Name);
      else if (view) {
        view.update(host, text);
        if (locale !== host.locale) void relabel(host.locale, running.signal);
      }
    }

    async function start(name: Name): Promise<void> {
      end();
      shown = name;
      stage.ariaBusy = 'true';
      const { signal } = (running = new AbortController());
      const stop = (sentence: string): void => {
        if (signal.aborted) return;
        end();
        say(sentence, apply);
      };
      try {
        const wanted = host.locale;
        // Side by side: neither waits for the other's round trip.
        const [{ createView }, loaded] = await Promise.all([views[name](), loadText(wanted, name)]);
        if (signal.aborted) return;
        [text, locale] = [loaded, wanted];
        stage.ariaBusy = null;
        view = createView(stage, host, text, stop);
        if (signal.aborted) return view.dispose();
        if (locale !== host.locale) await relabel(host.locale, signal);
      } catch {
        stop(words().notLoaded);
      }
    }

    /** Changes the language of a running view; until the new one is there, and if it can't be loaded, the old one stays. */
    async function relabel(wanted: string, signal: AbortSignal): Promise<void> {
      locale = wanted;
      const loaded = await loadText(wanted, shown!).catch(() => text);
      // Of several changes in a row the last one counts, in whatever order their files arrive.
      if (signal.aborted || locale !== wanted) return;
      text = loaded;
      view?.update(host, text);
    }

    container.append(frame);
    apply();
    return {
      update(changes) {
        if (disposed) return;
        handed = { ...handed, ...readHost(changes) };
        apply();
      },
      async canLeave() {
        if (!view) return true;
        // Nobody can answer a question in what is hidden, and its dialog would block the page.
        stage.hidden = false;
        const leave = await view.canLeave();
        stage.hidden = !!notice;
        return leave;
      },
      dispose() {
        disposed = true;
        frame.remove();
        end();
      },
    };
  };
}
