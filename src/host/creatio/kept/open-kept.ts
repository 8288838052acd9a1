import type { CreatioOptions } from '../creatio-options.ts';
import { IndexedKept } from './indexed-kept.ts';
import type { Kept } from './kept.ts';

const opened = new Map<string, Kept>();

/** Where a browser keeps things, of its own for each application and administrator; the views of a page share one. */
export function openKept({ baseUrl, kept, user }: Pick<CreatioOptions, 'baseUrl' | 'kept' | 'user'>): Kept {
  if (kept) return kept;
  const name = `license-admin ${rootOf(baseUrl)} ${user.id}`;
  const known = opened.get(name) ?? new IndexedKept(name);
  opened.set(name, known);
  return known;
}

/** Databases are of an origin already. */
function rootOf(baseUrl: string): string {
  return `${new URL(baseUrl, 'http://host').pathname.replace(/\/+$/, '')}/`;
}
