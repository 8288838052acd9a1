import type { GridView } from './grid-view.ts';
import type { Placed } from './placed-columns.ts';

/** What is changed from then on is said in full, so that a column declared hidden can be shown. */
export function spellOut(columns: readonly Placed<never>[]): Required<Pick<GridView, 'columns' | 'hidden' | 'pinned'>> {
  const ids = (wanted: (column: Placed<never>) => boolean): string[] => columns.filter(wanted).map(({ id }) => id);
  return { columns: ids(() => true), hidden: ids(({ hidden }) => hidden), pinned: ids(({ pinned }) => pinned) };
}

/** Where `id` stands after it was moved to where `to` stands. */
export function moveColumn(ids: readonly string[], id: string, to: string): string[] {
  const [from, at] = [ids.indexOf(id), ids.indexOf(to)];
  const rest = ids.filter((other) => other !== id);
  return from < 0 || at < 0 ? [...ids] : [...rest.slice(0, at), id, ...rest.slice(at)];
}
