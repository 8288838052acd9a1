import type { HostServices, HostView } from '../../../../src/host/host-services.ts';
import { Http } from '../../../../mock-host/shell/api/http.ts';
import type { PluginContext } from '../../../../mock-host/shell/plugins/host-services.ts';
import type { LeaveGuard } from '../../../../mock-host/shell/routing/router.ts';
import { Session } from '../../../../mock-host/shell/session/session.ts';
import { PreferenceStore } from '../../../../mock-host/shell/settings/preferences.ts';
import { SavedViews } from '../../../../mock-host/shell/settings/saved-views.ts';
import { FakeServer, supervisor } from './fake-fetch.ts';

/** What the fake plugin keeps of each time it was mounted. */
export interface FakeMount {
  readonly host: HostServices;
  readonly updates: readonly Partial<HostServices>[];
  readonly disposed: number;
  leave: () => Promise<boolean>;
}

/** A shell's services around a page, with a server in the page; `guard()` is the one in force. */
export async function pluginContext(operations = supervisor.operations, user = supervisor.user, savedViews?: SavedViews): Promise<{
  context: PluginContext;
  server: FakeServer;
  session: Session;
  guard: () => LeaveGuard | null;
  /** What plugins wanted to be shown. */
  opened: readonly HostView[];
}> {
  const server = new FakeServer().on('GET /auth/session', () => Response.json({ ...supervisor, user, operations }));
  const session = new Session(() => {}, server.fetch);
  await session.load();
  const kept = new Map<string, string>();
  const storage = () => ({ getItem: (key: string) => kept.get(key) ?? null, setItem: (key: string, value: string) => void kept.set(key, value) });
  let guard: LeaveGuard | null = null;
  const opened: HostView[] = [];
  const context: PluginContext = {
    http: new Http(session, server.fetch),
    session,
    preferences: new PreferenceStore(storage, { theme: 'light', language: 'en', navCollapsed: false }),
    savedViews: savedViews ?? new SavedViews(storage),
    confirm: async () => true,
    notify: () => {},
    guard: (given) => {
      guard = given;
      return () => (guard = null);
    },
    open: (view) => void opened.push(view),
    linkTo: ({ batchId }) => `https://host.test/${batchId}`,
  };
  return { context, server, session, guard: () => guard, opened };
}
