import { realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import config from './vite.config.ts';

/** Builds the shell into `dist/shell`, or elsewhere. Rejects with Vite's own error when it can't. */
export async function buildShell(outDir = config.build.outDir): Promise<void> {
  await build({ ...config, build: { ...config.build, outDir }, configFile: false, logLevel: 'warn' });
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) await buildShell();
