import { spawn } from 'node:child_process';
import { buildWhenStale, targets } from '../mock-host/start/fresh-build.ts';
import { type StartOptions, parseOptions, usage } from '../mock-host/start/options.ts';
import { StartError } from '../mock-host/start/start-error.ts';
import { root } from '../vite.config.ts';
import { startDevServer } from './dev-server.ts';

/**
 * `npm run dev`: the mock host with the plugin as it is being written, as a Creatio with `--host creatio`. Takes the options of `npm start`.
 * The page reloads by itself a moment after a file below `src/` is saved; what is signed in stays signed in.
 */
const print = (line: string): void => void process.stdout.write(`${line}\n`);

try {
  const options = parseOptions(process.argv.slice(2));
  if (options.pluginManifestUrl !== null) throw new StartError("Option --plugin can't be given here: it is the plugin being written that is loaded.");
  if (options.help) print(usage);
  else await develop(options);
} catch (error) {
  if (!(error instanceof StartError)) throw error;
  process.stderr.write(`${[error.message, ...error.details].join('\n')}\n`, () => process.exit(2));
}

async function develop({ build, creatio }: StartOptions): Promise<void> {
  if (build) await buildWhenStale(root, print, targets.filter(({ name }) => name === 'shell'));
  const plugin = await startDevServer({ host: creatio ? 'creatio' : 'rest', log: print });
  const host = spawn(
    process.execPath,
    ['--import', 'tsx', 'mock-host/start.ts', '--no-build', '--plugin', plugin.url, ...process.argv.slice(2)],
    { cwd: root, stdio: 'inherit' },
  );
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => host.kill(signal));
  host.on('exit', (code) => void plugin.close().then(() => process.exit(code ?? 0)));
}
