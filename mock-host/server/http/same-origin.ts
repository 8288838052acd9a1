import type { MiddlewareHandler } from 'hono';
import { HttpProblem } from './problem.ts';

const safe = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Refuses writes that a browser sends from another site's page; what browsers say about that can't be forged by pages. */
export const sameOriginWrites: MiddlewareHandler = async (context, next) => {
  if (!safe.has(context.req.method)) {
    const site = context.req.header('sec-fetch-site');
    const origin = context.req.header('origin');
    const foreign = (site !== undefined && site !== 'same-origin' && site !== 'none') || (origin !== undefined && !isOurs(origin, context.req.url));
    if (foreign) throw new HttpProblem(403, 'forbidden', 'Writes are accepted from this host\'s own pages only.');
  }
  await next();
};

function isOurs(origin: string, url: string): boolean {
  return URL.canParse(origin) && new URL(origin).host === new URL(url).host;
}
