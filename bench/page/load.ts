import { createInstance } from '@module-federation/runtime';
import { type Plugin, services, tabWithRows } from './host.ts';

/** Both ways in start from the same page, in which the runtime of a federation host is loaded already. */
const ways: Readonly<Record<string, () => Promise<Plugin | null>>> = {
  plain: () => import(/* @vite-ignore */ `${location.origin}/plugin/plugin.js`),
  federated: () =>
    createInstance({
      name: 'bench_host',
      remotes: [{ name: 'license_admin', entry: '/plugin/federated/remoteEntry.js', type: 'module' }],
    }).loadRemote<Plugin>('license_admin/plugin'),
};

/** Milliseconds from asking for the plugin until the Licenses tab shows its first rows. */
async function load(way: string): Promise<number> {
  const start = performance.now();
  const plugin = await ways[way]!();
  plugin!.mount(document.body, services);
  await tabWithRows(document.body);
  return performance.now() - start;
}

Object.assign(window, { bench: { load } });
