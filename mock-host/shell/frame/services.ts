import { Directory } from '../api/directory.ts';
import { Http } from '../api/http.ts';
import { NotificationStore } from '../api/notifications.ts';
import { CreatioRemote } from '../creatio/creatio-remote.ts';
import { MockApi, type MockConfig } from '../developer/mock-api.ts';
import { PluginCatalog } from '../plugins/catalog.ts';
import { PluginDialog } from '../plugins/plugin-dialog.ts';
import { Router } from '../routing/router.ts';
import { EndStream } from '../session/end-stream.ts';
import { Session } from '../session/session.ts';
import { PreferenceStore } from '../settings/preferences.ts';
import { SavedViews } from '../settings/saved-views.ts';
import { preferredLanguage } from '../text/languages.ts';
import { Store } from '../ui/store.ts';

/** Everything of the shell that lasts longer than a page. */
export class ShellServices {
  readonly preferences = new PreferenceStore(() => window.localStorage, {
    theme: window.matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light',
    language: preferredLanguage(navigator.languages),
    navCollapsed: false,
  });
  readonly savedViews = new SavedViews(() => window.localStorage);
  readonly router = new Router(window);
  readonly session: Session;
  readonly endStream: EndStream;
  readonly http: Http;
  readonly mock: MockApi;
  readonly directory: Directory;
  readonly notifications: NotificationStore;
  /** What the plugin shows above the pages. */
  readonly dialog = new PluginDialog((guard) => this.router.guardAll(guard));
  /** Null until the host has said how it is set up. */
  readonly config = new Store<MockConfig | null>(null);
  readonly catalog: PluginCatalog;
  #remote: CreatioRemote | null = null;

  /** `restart`: drop the page and load it anew, at `path` or where it is. */
  constructor(readonly restart: (path?: string) => void) {
    this.session = new Session(() => restart());
    this.endStream = new EndStream(this.session);
    this.http = new Http(this.session);
    this.mock = new MockApi(this.http);
    this.directory = new Directory(this.http);
    this.notifications = new NotificationStore(this.http);
    this.catalog = new PluginCatalog(async () => {
      const config = await this.mock.config();
      this.config.set(config);
      return { manifestUrl: config.pluginManifestUrl, hostVersion: config.hostApiVersion, remote: this.#remoteIn(config) };
    });
  }

  start(): void {
    void this.session.load();
    void this.catalog.load();
    this.endStream.start();
  }

  /** One for as long as the page lives, however often the catalog is loaded. */
  #remoteIn({ creatio }: MockConfig): CreatioRemote | null {
    if (creatio && !this.#remote) {
      this.#remote = new CreatioRemote(creatio.remoteEntryUrl, creatio.version);
      this.#remote.start();
    }
    return this.#remote;
  }

  stop(): void {
    this.endStream.stop();
    this.router.stop();
  }
}
