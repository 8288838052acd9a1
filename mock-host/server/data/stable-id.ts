import { createHash } from 'node:crypto';

/** A UUID made from a name, so that made-up data has the same ids, and addresses, everywhere and every time. */
export function stableId(name: string): string {
  const hex = createHash('sha256').update(name).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
