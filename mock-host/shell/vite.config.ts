import { fileURLToPath } from 'node:url';
import type { UserConfig } from 'vite';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** The shell alone: it knows the plugin only by the address of its manifest, so nothing of `src/` may end up here. */
const config = {
  root: here('.'),
  publicDir: here('./public'),
  base: '/',
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
