import { createReadStream } from 'node:fs';
import { cp, mkdir, mkdtemp, rm, stat } from 'node:fs/promises';
import { type ServerResponse, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join, resolve, sep } from 'node:path';
import { type Plugin, type Rolldown, build } from 'vite';
import { plainBuild, root } from '../vite.config.ts';

/** Who loads the plugin: a host by `mount`, or Creatio by its remote. */
export type DevHost = 'rest' | 'creatio';

export interface DevServer {
  /** Where the plugin's files and its manifest are, such as `http://127.0.0.1:41234/`. */
  readonly url: string;
  close(): Promise<void>;
}

export interface DevServerOptions {
  /** The folder that holds `src/`; default: the repository. */
  readonly project?: string;
  /** Default: one of its own, which is gone at the end. */
  readonly outDir?: string;
  /** Default: `rest`. */
  readonly host?: DevHost;
  readonly log?: (line: string) => void;
}

/** What each loads: the source, and the name of the file. */
const entries = { rest: ['src/plugin.ts', 'plugin'], creatio: ['src/creatio.ts', 'remoteModuleEntry'] } as const;

const changed = 'data: changed\n\n';
const types: Record<string, string> = { '.js': 'text/javascript', '.json': 'application/json' };

/**
 * Builds the plugin anew whenever a source changes, serves it from an origin of its own, as a host would find it, and
 * has the pages that use it load themselves again. Resolves after the first build.
 */
export async function startDevServer({ project = root, host = 'rest', outDir, log = () => {} }: DevServerOptions = {}): Promise<DevServer> {
  const entry = entries[host];
  const pages = new Set<ServerResponse>();
  /** Which build is being served, and which is being made. */
  let served = 0;
  let made = 0;
  const folder = resolve(outDir ?? (await mkdtemp(join(tmpdir(), 'license-admin-dev-'))));

  const server = createServer((request, response) => {
    const [path, query] = request.url!.split('?') as [string, string?];
    response.setHeader('access-control-allow-origin', '*');
    response.setHeader('cache-control', 'no-store');
    if (path === '/changes') {
      pages.add(response.writeHead(200, { 'content-type': 'text/event-stream' }));
      // What was built between the loading of a page and this would never be told.
      response.write(Number(new URLSearchParams(query).get('since') ?? served) < served ? changed : ':\n\n');
      return void response.on('close', () => pages.delete(response));
    }
    const file = join(folder, path);
    if (!file.startsWith(folder + sep)) return void response.writeHead(404).end();
    createReadStream(file)
      .on('error', () => response.writeHead(404).end())
      .once('open', () => response.setHeader('content-type', types[extname(file)] ?? 'text/plain'))
      .pipe(response);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));

  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await cp(join(root, 'plugin-manifest/plugin-manifest.json'), join(folder, 'plugin-manifest.json'));

  const config = plainBuild({ project, entry, outDir: folder, small: false });
  const watcher = (await build({
    ...config,
    logLevel: 'silent',
    plugins: [...config.plugins!, followChanges(() => (made += 1))],
    // Emptying would leave pages that load meanwhile without files.
    build: { ...config.build, emptyOutDir: false, watch: {} },
  })) as Rolldown.RolldownWatcher;

  await new Promise<void>((done) => {
    watcher.on('event', (event) => {
      if (event.code === 'ERROR') log(`The plugin could not be built: ${event.error.message}`);
      if (event.code === 'BUNDLE_END') {
        served = made;
        log(`Built in ${event.duration} ms, ${pages.size} page${pages.size === 1 ? '' : 's'} to load again`);
        for (const page of pages) page.write(changed);
        done();
      }
      if ('result' in event) void event.result.close();
    });
  });
  await stat(join(folder, `${entry[1]}.js`));

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    async close() {
      await watcher.close();
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
      if (outDir === undefined) await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Has the entry listen for changes since it was built. From the plugin's own origin, which the host's policy allows already. */
function followChanges(nextBuild: () => number): Plugin {
  return {
    name: 'follow-changes',
    generateBundle(_, bundle) {
      const listen = `new EventSource(new URL('./changes?since=${nextBuild()}', import.meta.url)).onmessage = () => location.reload();\n`;
      for (const chunk of Object.values(bundle)) if (chunk.type === 'chunk' && chunk.isEntry) chunk.code = listen + chunk.code;
    },
  };
}
