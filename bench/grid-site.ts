import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompressSync } from 'node:zlib';
import { build } from 'vite';
import { root } from '../vite.config.ts';

const folder = join(root, 'bench');

/** The peers, exactly as the lock file has them; only once, and never by `npm ci` of the project. */
export async function installPeers(): Promise<void> {
  if (existsSync(join(folder, 'node_modules/.package-lock.json'))) return;
  await promisify(execFile)('npm', ['ci', '--ignore-scripts'], { cwd: folder });
}

export interface GridSite {
  /** The page of a contestant. */
  url(name: string): string;
  /** Bytes (minified, brotli) of what a contestant adds to a page that has Lit. */
  size(name: string): number;
  close(): Promise<void>;
}

/** A page for each contestant: `page/grid/<name>.ts` and nothing else. */
export async function startGridSite(names: readonly string[]): Promise<GridSite> {
  const scripts = new Map<string, string>();
  const sizes = new Map<string, number>();
  for (const name of names) {
    for (const { fileName, code } of await bundle(name, [])) scripts.set(`/${name}/${fileName}`, code);
    // What every page has is not its own: Lit, the rows, the stop watch.
    const own = await bundle(name, [/^lit($|\/|-)/, /^@lit\//, /\/(contest|data)\.ts$/]);
    sizes.set(name, own.reduce((sum, { code }) => sum + brotliCompressSync(code).length, 0));
  }
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url!, 'http://site');
    const script = scripts.get(pathname);
    if (script !== undefined) response.writeHead(200, { 'content-type': 'text/javascript' }).end(script);
    else if (!sizes.has(pathname.slice(1, -1))) response.writeHead(404).end();
    else response.writeHead(200, { 'content-type': 'text/html' }).end(document(pathname));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: (name) => `http://127.0.0.1:${(server.address() as AddressInfo).port}/${name}/`,
    size: (name) => sizes.get(name)!,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

function document(path: string): string {
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Sessions</title><link rel="icon" href="data:,"><main></main><script type="module" src="${path}${ENTRY}"></script>`;
}

const ENTRY = 'page.js';

async function bundle(name: string, external: readonly RegExp[]): Promise<readonly { readonly fileName: string; readonly code: string }[]> {
  const result = await build({
    root: folder,
    configFile: false,
    logLevel: 'error',
    base: './',
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      write: false,
      minify: true,
      modulePreload: false,
      rollupOptions: { input: join(folder, 'page/grid', `${name}.ts`), external: [...external], output: { entryFileNames: ENTRY } },
    },
  });
  const [built] = [result].flat();
  if (!built || !('output' in built)) throw new Error(`${name} was not built`);
  return built.output.flatMap((part) => (part.type === 'chunk' ? [part] : []));
}
