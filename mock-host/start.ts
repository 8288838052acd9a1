import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findScenario } from './scenarios/scenarios.ts';
import { buildWhenStale, targets } from './start/fresh-build.ts';
import { type StartOptions, parseOptions, usage } from './start/options.ts';
import { StartError } from './start/start-error.ts';

/** `npm start`: builds what is stale, opens the data, serves the mock host until told to stop. */
const root = fileURLToPath(new URL('..', import.meta.url));
const print = (line: string) => void process.stdout.write(`${line}\n`);

try {
  const options = parseOptions(process.argv.slice(2));
  if (options.help) print(usage);
  else await start(options);
} catch (error) {
  if (!(error instanceof StartError)) throw error;
  // Exits only when all is written: a long list may be on its way into a pipe.
  process.stderr.write(`${[error.message, ...error.details].join('\n')}\n`, () => process.exit(2));
}

async function start(options: StartOptions): Promise<void> {
  let stopping = false;
  let stop = async (): Promise<void> => undefined;
  const onSignal = () => {
    if (stopping) return;
    stopping = true;
    // Whatever hangs must not keep a terminal waiting; the data survive a hard end.
    setTimeout(() => process.exit(0), 1800).unref();
    void stop().finally(() => process.exit(0));
  };
  process.on('SIGINT', onSignal).on('SIGTERM', onSignal);

  const { startMockHost } = await import('./server/serve.ts');
  const host = await startMockHost({
    port: options.port,
    dataDir: resolve(options.dataDir),
    databaseUrl: process.env['DATABASE_URL'] || null,
    scenario: findScenario(options.scenario)!,
    importDir: options.importDir === null ? null : resolve(options.importDir),
    pluginManifestUrl: options.pluginManifestUrl,
    creatio: options.creatio,
    distDir: resolve(root, 'dist'),
    log: print,
    prepare: async () => {
      // A plugin from elsewhere is built elsewhere.
      const here = options.pluginManifestUrl === null;
      const wanted = targets.filter(({ name }) => name === 'shell' || (here && (name === 'plugin' || options.creatio)));
      if (options.build) await buildWhenStale(root, print, wanted);
    },
  });
  stop = () => host.close();
  print(`Mock host ready: ${host.url}`);
}
