import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { answers } from './answers.js';

const here = fileURLToPath(new URL('.', import.meta.url));
export const builtFolder = resolve(here, '../../../dist/plugin');

const policy =
  "default-src 'none'; script-src 'self'; connect-src 'self'; base-uri 'none'; " +
  "require-trusted-types-for 'script'; trusted-types lit-html 'allow-duplicates'";

const types: Record<string, string> = { '.js': 'text/javascript', '.json': 'application/json', '.html': 'text/html' };

export interface Site {
  readonly url: string;
  /** Paths asked for since the start, in order. */
  readonly asked: string[];
  /** Paths that answer 503 while they are in here. */
  readonly broken: Set<string>;
  /** Paths of which none is answered before each of them has been asked for. */
  readonly together: Set<string>;
  close(): Promise<void>;
}

/** Serves a host page under a strict policy, and folders by name: `/plugin/` is what was built. */
export async function startSite(folders: Readonly<Record<string, string>> = {}, files: Readonly<Record<string, string>> = {}): Promise<Site> {
  const all: Record<string, string> = { plugin: builtFolder, host: here, ...folders };
  const asked: string[] = [];
  const broken = new Set<string>();
  const together = new Set<string>();
  const waiting = new Map<string, () => void>();

  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url!, 'http://site');
    asked.push(pathname);
    const send = (status: number, type: string, body: string | Buffer): void =>
      void response.writeHead(status, { 'content-type': type, 'content-security-policy': policy, 'cache-control': 'no-store' }).end(body);
    if (broken.has(pathname)) return send(503, 'text/plain', 'broken');
    if (pathname === '/') {
      return send(200, 'text/html', '<!doctype html><html lang="en"><title>Host</title><script type="module" src="/host/host-page.js"></script>');
    }
    if (pathname === '/favicon.ico') return send(204, 'text/plain', '');
    const file = files[pathname];
    if (file !== undefined) return send(200, types[extname(pathname)] ?? 'text/plain', file);
    if (pathname === '/licensing/v1/capabilities') return send(200, 'application/json', JSON.stringify({ ...answers.capabilities, events: false }));
    if (pathname === '/licensing/v1/users/u1/licenses') return send(200, 'application/json', JSON.stringify(answers.userLicenses));
    const [, folder = '', ...rest] = pathname.split('/');
    const path = normalize(rest.join('/'));
    if (!Object.hasOwn(all, folder) || path.startsWith('..')) return send(404, 'text/plain', 'not found');
    const answer = (): void => void readFile(join(all[folder]!, path)).then(
      (body) => send(200, types[extname(path)] ?? 'text/plain', body),
      () => send(404, 'text/plain', 'not found'),
    );
    if (!together.has(pathname)) return answer();
    waiting.set(pathname, answer);
    if (waiting.size < together.size) return;
    together.clear();
    for (const last of waiting.values()) last();
    waiting.clear();
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    broken,
    together,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}
