import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type InlineConfig, defaultClientConditions } from 'vite';
import { commonChunk } from './plugin-manifest/chunk-groups.ts';
import { fixedSwitchesPlugin } from './plugin-manifest/fixed-switches.ts';
import { linkChunksPlugin } from './plugin-manifest/link-chunks.ts';
import { pureShapesPlugin } from './plugin-manifest/pure-shapes.ts';
import { shrinkCodePlugin } from './plugin-manifest/shrink-code.ts';
import { shrinkLiteralsPlugin } from './plugin-manifest/shrink-literals.ts';
import { stampTagsPlugin } from './plugin-manifest/stamp-tags.ts';
import { textPath, wholeTextPlugin } from './plugin-manifest/whole-text.ts';

export const root = fileURLToPath(new URL('.', import.meta.url));

export interface PlainBuild {
  /** Default: of package.json. */
  readonly version?: string;
  /** Default: `dist/plugin`. */
  readonly outDir?: string;
  /** The folder that holds `src/`; default: this one. */
  readonly project?: string;
  /** Whether to make it as small as it ships; off for the developer's loop. */
  readonly small?: boolean;
  /** What a host loads, and the name of its file; default: `src/plugin.ts` as `plugin`. */
  readonly entry?: readonly [source: string, name: string];
}

const read = (path: string): Record<string, string> => JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8'));

export const packageVersion: string = read('package.json')['version']!;

/** The plugin as plain ES modules: one entry, one chunk a view, one file a language. */
export function plainBuild({ version = packageVersion, outDir = 'dist/plugin', project = root, small = true, entry = ['src/plugin.ts', 'plugin'] }: PlainBuild = {}): InlineConfig {
  const [source, name] = entry;
  return {
    root: project,
    configFile: false,
    publicDir: false,
    logLevel: 'warn',
    define: {
      PLUGIN_VERSION: JSON.stringify(version),
      PLUGIN_HOST_API: JSON.stringify(read('plugin-manifest/plugin-manifest.json')['hostApi']),
    },
    plugins: [wholeTextPlugin(), stampTagsPlugin(version), linkChunksPlugin(), ...(small ? [fixedSwitchesPlugin(), pureShapesPlugin(), shrinkLiteralsPlugin(), shrinkCodePlugin()] : [])],
    // RxJS's `es2015` files instead of its ES5 ones: 3 kB less, and no tslib.
    resolve: { conditions: ['es2015', ...defaultClientConditions] },
    build: {
      outDir,
      emptyOutDir: true,
      target: 'es2022',
      minify: false,
      modulePreload: false,
      reportCompressedSize: false,
      // Those of Lit and RxJS ask that whoever passes the code on passes them on too.
      license: { fileName: 'third-party-licenses.md' },
      // Library mode keeps imports bare: no preload helper, no event on the host's window when a chunk fails.
      lib: { entry: source, formats: ['es'], fileName: () => `${name}.js` },
      rolldownOptions: {
        checks: { pluginTimings: false },
        output: {
          // In this order: what all views need may take nothing from what only some do.
          codeSplitting: {
            groups: (['shared', 'grid'] as const).map((group) => ({
              name: (id, bundle) => (commonChunk(id, (each) => bundle.getModuleInfo(each)) === group ? group : null),
            })),
          },
          chunkFileNames: ({ facadeModuleId }) => `${textPath(facadeModuleId) ?? '[name]'}.js`,
        },
      },
    },
  };
}

export default plainBuild();
