import { readFileSync, readdirSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, sep } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { rolldown } from 'rolldown';
import { buildWhenStale, targets } from '../mock-host/start/fresh-build.ts';
import { root } from '../vite.config.ts';

const types: Record<string, string> = { '.js': 'text/javascript', '.json': 'application/json', '.html': 'text/html' };

export interface Site {
  readonly url: string;
  /** Responses and their bytes (brotli, without headers) since the last call. */
  tally(): { readonly requests: number; readonly bytes: number };
  close(): Promise<void>;
}

export interface SiteOptions {
  /** The page's own script, such as `load`: of `page/`. */
  readonly page: string;
  /** JSON by path. */
  readonly answers?: Readonly<Record<string, unknown>>;
  /** Milliseconds that each response takes. */
  readonly latency?: number;
}

/** Serves a page with one script, the built plugin below `/plugin/`, and answers; all compressed beforehand. */
export async function startSite({ page, answers = {}, latency = 0 }: SiteOptions): Promise<Site> {
  // What is measured is what the sources say now.
  await buildWhenStale(root, () => {}, targets.filter(({ name }) => name === 'plugin'));
  const files = new Map<string, Buffer>();
  const put = (path: string, content: string | Buffer) => files.set(path, brotliCompressSync(content));
  put('/', '<!doctype html><html lang="en"><meta charset="utf-8"><title>Bench</title><link rel="icon" href="data:,"><script type="module" src="/page.js"></script>');
  put('/page.js', await bundle(join(root, 'bench/page', `${page}.ts`)));
  const built = join(root, 'dist/plugin');
  for (const entry of readdirSync(built, { recursive: true, withFileTypes: true })) {
    const file = join(entry.parentPath, entry.name);
    if (entry.isFile()) put(`/plugin${file.slice(built.length).split(sep).join('/')}`, readFileSync(file));
  }
  for (const [path, answer] of Object.entries(answers)) put(path, JSON.stringify(answer));

  let [requests, bytes] = [0, 0];
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url!, 'http://site');
    const body = files.get(pathname);
    const type = types[extname(pathname)] ?? (pathname === '/' ? 'text/html' : 'application/json');
    requests++;
    bytes += body?.length ?? 0;
    setTimeout(() => response.writeHead(body ? 200 : 404, { 'content-type': type, 'content-encoding': 'br', 'cache-control': 'no-store' }).end(body), latency);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    tally() {
      const counted = { requests, bytes };
      [requests, bytes] = [0, 0];
      return counted;
    },
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

async function bundle(input: string): Promise<string> {
  const build = await rolldown({ input, platform: 'browser', transform: { define: { 'process.env.NODE_ENV': '"production"' } } });
  const { output } = await build.generate({ format: 'es' });
  return output[0].code;
}
