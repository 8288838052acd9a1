import { createHash } from 'node:crypto';

/** What the database keeps of a token: nobody who reads it there can sign in with it. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}
