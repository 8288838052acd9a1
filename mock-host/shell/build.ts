import { realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import config from './vite.config.ts';

/** Builds the shell into `dist/shell`. Rejects with Vite's own error when it can't. */
export async function buildShell(): Promise<void> {
  await build({ ...config, configFile: false, logLevel: 'warn' });
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) await buildShell();
