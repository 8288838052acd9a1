import { createReadStream } from 'node:fs';
import { cp, mkdir, rm, stat } from 'node:fs/promises';
import { type ServerResponse, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, resolve, sep } from 'node:path';
import { type Plugin, type Rolldown, build } from 'vite';
import { plainBuild, root } from '../vite.config.ts';

export interface DevServer {
  /** Where the plugin's files and its manifest are, such as `http://127.0.0.1:41234/`. */
  readonly url: string;
  close(): Promise<void>;
}

export interface DevServerOptions {
  /** The folder that holds `src/`; default: the repository. */
  readonly project?: string;
  readonly outDir?: string;
  readonly log?: (line: string) => void;
}

const types: Record<string, string> = { '.js': 'text/javascript', '.json': 'application/json' };

/**
 * Builds the plugin anew whenever a source changes, serves it from an origin of its own, as a host would find it, and
 * has the pages that use it load themselves again. Resolves after the first build.
 */
export async function startDevServer({ project = root, outDir = join(root, 'dist/dev'), log = () => {} }: DevServerOptions = {}): Promise<DevServer> {
  const pages = new Set<ServerResponse>();
  const folder = resolve(outDir);

  const server = createServer((request, response) => {
    const [path] = request.url!.split('?') as [string];
    response.setHeader('access-control-allow-origin', '*');
    response.setHeader('cache-control', 'no-store');
    if (path === '/changes') {
      pages.add(response.writeHead(200, { 'content-type': 'text/event-stream' }));
      response.write(':\n\n');
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

  const config = plainBuild({ project, outDir: folder, small: false });
  const watcher = (await build({
    ...config,
    logLevel: 'silent',
    plugins: [...config.plugins!, followChanges()],
    // Emptying would leave pages that load meanwhile without files.
    build: { ...config.build, emptyOutDir: false, watch: {} },
  })) as Rolldown.RolldownWatcher;

  await new Promise<void>((done) => {
    watcher.on('event', (event) => {
      if (event.code === 'ERROR') log(`The plugin could not be built: ${event.error.message}`);
      if (event.code === 'BUNDLE_END') {
        log(`Built in ${event.duration} ms, ${pages.size} page${pages.size === 1 ? '' : 's'} to load again`);
        for (const page of pages) page.write('data: changed\n\n');
        done();
      }
      if ('result' in event) void event.result.close();
    });
  });
  await stat(join(folder, 'plugin.js'));

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    async close() {
      await watcher.close();
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

/** Has the entry listen for changes. From the plugin's own origin, which the host's policy allows already. */
function followChanges(): Plugin {
  const listen = "new EventSource(new URL('./changes', import.meta.url)).onmessage = () => location.reload();\n";
  return {
    name: 'follow-changes',
    generateBundle(_, bundle) {
      for (const chunk of Object.values(bundle)) if (chunk.type === 'chunk' && chunk.isEntry) chunk.code = listen + chunk.code;
    },
  };
}
