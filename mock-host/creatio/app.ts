import { Hono } from 'hono';
import type { Database } from '../server/database/open.ts';
import type { Env } from '../server/http/env.ts';
import type { CreatioSettings } from './settings.ts';

export interface CreatioAppOptions {
  readonly database: Database;
  /** Asked at each request. */
  readonly settings: () => CreatioSettings;
  /** Seconds until a session that an administrator ends is over; asked each time. */
  readonly endDelaySeconds?: () => number;
  /** Told of what is nobody's fault outside. */
  readonly failure?: (error: unknown) => void;
}

/** Creatio's services over the mock host's database. Needs no socket. */
export function createCreatioApp(options: CreatioAppOptions): Hono<Env> {
  void options;
  return new Hono<Env>();
}
