import { serve } from '@hono/node-server';
import type { TestHost } from './test-host.ts';

/**
 * Serves a host on a free port. Every request has a connection of its own: a server that is busy for longer than it keeps one
 * open closes it though the next request has arrived on it.
 */
export function serveHost({ app }: TestHost, ready: (url: string) => void): void {
  const server = serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 }, ({ port }) => ready(`http://127.0.0.1:${port}`));
  if ('maxRequestsPerSocket' in server) server.maxRequestsPerSocket = 1;
}
