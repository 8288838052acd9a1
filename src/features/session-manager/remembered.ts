import type { SortKey } from '../../ui/data-grid/grid-rows.ts';
import type { GridView } from '../../ui/data-grid/grid-view.ts';

/** What somebody is to find again as they left it. */
export interface Remembered {
  readonly tab: 'active' | 'ended';
  readonly paused: boolean;
  readonly view: GridView;
}

/** Longest text that is read, in characters: what we write is far shorter. */
const LONGEST = 20_000;
/** Widest column, in em. */
const WIDEST = 200;

/** For the host to keep. */
export function writeRemembered(remembered: Remembered): string {
  return JSON.stringify(remembered);
}

/** What the host kept, when that is what we wrote; undefined when anything about it is wrong, or it is of another version. */
export function readRemembered(text: string | undefined): Remembered | undefined {
  if (!text || text.length > LONGEST) return undefined;
  try {
    const kept: unknown = JSON.parse(text);
    return isRecord(kept) && (kept.tab === 'active' || kept.tab === 'ended') && typeof kept.paused === 'boolean' && isView(kept.view)
      ? { tab: kept.tab, paused: kept.paused, view: pick(kept.view) }
      : undefined;
  } catch {
    return undefined;
  }
}

function pick({ sort, search, filters, group, columns, hidden, pinned, widths }: GridView): GridView {
  return { sort, search, filters, group, columns, hidden, widths, ...(pinned && { pinned }) };
}

function isView(view: unknown): view is GridView {
  return (
    isRecord(view) &&
    Array.isArray(view.sort) && view.sort.every(isSortKey) &&
    typeof view.search === 'string' &&
    isRecord(view.filters) && Object.values(view.filters).every((filter) => typeof filter === 'string' || isTexts(filter)) &&
    (view.group === null || typeof view.group === 'string') &&
    isTexts(view.columns) &&
    isTexts(view.hidden) &&
    (view.pinned === undefined || isTexts(view.pinned)) &&
    isRecord(view.widths) && Object.values(view.widths).every(isWidth)
  );
}

function isSortKey(key: unknown): key is SortKey {
  return isRecord(key) && typeof key.column === 'string' && typeof key.descending === 'boolean';
}

function isTexts(texts: unknown): texts is string[] {
  return Array.isArray(texts) && texts.every((text) => typeof text === 'string');
}

function isWidth(width: unknown): boolean {
  return typeof width === 'number' && width > 0 && width <= WIDEST;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
