import { spawn } from 'node:child_process';
import { buildWhenStale, targets } from '../mock-host/start/fresh-build.ts';
import { StartError } from '../mock-host/start/start-error.ts';
import { root } from '../vite.config.ts';
import { startDevServer } from './dev-server.ts';

/**
 * `npm run dev`: the mock host with the plugin as it is being written. Takes the options of `npm start`.
 * The page reloads by itself a moment after a file below `src/` is saved; what is signed in stays signed in.
 */
const print = (line: string): void => void process.stdout.write(`${line}\n`);

try {
  await buildWhenStale(root, print, targets.filter(({ name }) => name === 'shell'));
} catch (error) {
  if (!(error instanceof StartError)) throw error;
  print([error.message, ...error.details].join('\n'));
  process.exit(2);
}
const plugin = await startDevServer({ log: print });
const host = spawn(
  process.execPath,
  ['--import', 'tsx', 'mock-host/start.ts', '--no-build', '--plugin', plugin.url, ...process.argv.slice(2)],
  { cwd: root, stdio: 'inherit' },
);
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => host.kill(signal));
host.on('exit', (code) => void plugin.close().then(() => process.exit(code ?? 0)));
