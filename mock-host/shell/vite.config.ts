import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import type { Plugin, UserConfig } from 'vite';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/**
 * `creatio.html` beside `index.html`: the same page with RequireJS on it, before everything else, as all of Creatio's have.
 * Whatever calls `define()` on it is caught by it.
 */
const creatioPage = (): Plugin => ({
  name: 'creatio-page',
  enforce: 'post',
  generateBundle(_, bundle) {
    const page = bundle['index.html'];
    if (page?.type !== 'asset') throw new Error('There is no index.html to make creatio.html of.');
    const source = String(page.source).replace('<script', '<script src="/require.js"></script>\n    <script');
    this.emitFile({ type: 'asset', fileName: 'creatio.html', source });
    this.emitFile({ type: 'asset', fileName: 'require.js', source: readFileSync(createRequire(import.meta.url).resolve('requirejs/require.js')) });
  },
});

/** The shell alone: it knows the plugin only by the address of its manifest, so nothing of `src/` may end up here. */
const config = {
  root: here('.'),
  publicDir: here('./public'),
  base: '/',
  plugins: [creatioPage()],
  build: {
    outDir: here('../../dist/shell'),
    emptyOutDir: true,
    target: 'es2022',
    // The policy of the mock host forbids inline scripts, styles and data: pictures.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    sourcemap: true,
  },
} satisfies UserConfig;

export default config;
