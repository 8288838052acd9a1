import type { BatchesView, GrantRecallView, HostView, MountedPlugin } from '../../../src/host/host-services.ts';
import type { PluginContext } from '../plugins/host-services.ts';
import type { Extension } from '../plugins/manifest.ts';
import type { Message } from '../ui/toasts.ts';
import { CreatioKit } from './kit.ts';
import { RemoteLoader } from './remote-loader.ts';
import { viewElement } from './view-elements.ts';

/** What our view elements can do beside showing themselves. */
interface View extends HTMLElement {
  canLeave?(): Promise<boolean>;
}

/** The plugin as Creatio has it: a remote whose view elements the pages show, with the kit in between. */
export class CreatioRemote {
  readonly #kit: CreatioKit;
  readonly #loader: RemoteLoader;

  constructor(entryUrl: string, version: string) {
    this.#kit = new CreatioKit(version);
    this.#loader = new RemoteLoader(entryUrl, this.#kit.elements);
    this.#kit.define();
  }

  /** Discovers, as Creatio does on every page. What goes wrong is told where something of it is to be shown. */
  start(): void {
    void this.#loader.discover().catch(() => null);
  }

  /** Activates the feature that shows an extension; what comes back makes the element and gives it its inputs. */
  async prepare(context: PluginContext, extension: Extension): Promise<(place: HTMLElement, view: HostView, pending: (pending: boolean) => void) => MountedPlugin> {
    this.#kit.lend(context);
    const { selector } = await this.#loader.element(viewElement({ name: extension.view } as HostView).type);
    return (place, view, pending) => {
      let { inputs } = viewElement(view);
      const element: View = Object.assign(document.createElement(selector), inputs);
      listen(element, context, pending);
      place.append(element);
      return {
        // Language, time zone and colours are the page's: the element looks for itself.
        update({ view: next }) {
          if (!next) return;
          const gone = Object.fromEntries(Object.keys(inputs).map((name) => [name, undefined]));
          ({ inputs } = viewElement(next));
          Object.assign(element, gone, inputs);
        },
        canLeave: async () => (await element.canLeave?.()) ?? true,
        dispose: () => element.remove(),
      };
    };
  }
}

/** What a page does about each output. One that can be cancelled is handled here, so that the element need not. */
function listen(element: HTMLElement, context: PluginContext, pending: (pending: boolean) => void): void {
  const on = <T>(output: string, handle: (detail: T) => unknown): void =>
    element.addEventListener(output, (event) => {
      event.preventDefault();
      void handle((event as CustomEvent<T>).detail);
    });
  on('pendingChanged', pending);
  on<GrantRecallView | BatchesView>('openRequested', (wanted) => context.open(wanted));
  on<Message>('notified', (message) => context.notify(message));
  on('closed', () => context.close?.());
  on<{ resume(): void }>('signInNeeded', async ({ resume }) => {
    await context.session.reportedEnded();
    resume();
  });
}
