import { federation } from '@module-federation/vite';
import type { InlineConfig, Plugin } from 'vite';

/** What the container exposes, by name: a module of re-exports, and the file of the plain build that these lead to. */
export const exposed: Readonly<Record<string, { readonly door: string; readonly file: string }>> = {
  './plugin': { door: './plugin-manifest/door/plugin.ts', file: 'plugin.js' },
};

const doors = Object.fromEntries(Object.entries(exposed).map(([name, { door }]) => [name, door]));

/**
 * The federated door: a container whose modules only point to the plain build next to it. So there is one copy of the
 * code, whichever way a host comes in, and nothing to share.
 */
export function federatedDoor(root: string, remoteName: string, outDir: string): InlineConfig {
  return {
    root,
    configFile: false,
    publicDir: false,
    base: './',
    logLevel: 'error',
    plugins: [
      leadOut(),
      federation({
        name: remoteName,
        filename: 'remoteEntry.js',
        manifest: true,
        exposes: doors,
        shared: {},
        remotes: {},
        dts: false,
        // It loads no remotes of its own: 10 kB (gzip) less of the runtime.
        disableRemote: true,
        disableSnapshot: true,
      }),
    ],
    build: {
      outDir,
      emptyOutDir: true,
      target: 'es2022',
      modulePreload: false,
      reportCompressedSize: false,
      license: { fileName: 'third-party-licenses.md' },
      rolldownOptions: {
        input: Object.values(doors),
        output: { entryFileNames: '[name].js', chunkFileNames: ({ name }) => `${plain(name)}.js` },
      },
    },
  };
}

/** The federation plugin names some chunks after ids of its own; hosts only need them to stay the same. */
const plain = (name: string): string => name.replace(/^_+/, '').replace(/___.*$/, '').replace(/[^\w-]+/g, '-');

/** What a door module imports is the plain build's file, one folder up. */
function leadOut(): Plugin {
  return {
    name: 'lead-out',
    enforce: 'pre',
    resolveId(id, importer) {
      if (!importer?.includes('/plugin-manifest/door/') || !id.includes('/src/')) return null;
      const file = id.slice(id.lastIndexOf('/') + 1).replace(/\.ts$/, '.js');
      return { id: `../${file}`, external: 'relative' };
    },
  };
}
