import type { HttpBindings } from '@hono/node-server';
import type { SignedIn } from '../auth/sessions.ts';

/** What Hono carries with a request of ours. */
export interface Env {
  /** Absent in tests without a socket. */
  Bindings: Partial<HttpBindings>;
  Variables: { signedIn: SignedIn };
}
