import { pin } from './cells.ts';
import type { Placed } from './placed-columns.ts';

/** Width of the check boxes' column, in em. */
const lead = 2.5;

/** Tells rows and head how wide the columns are, and where pinned ones stay. */
export function layOut(root: ParentNode, shown: readonly Placed<never>[], selection: boolean): void {
  const { style } = root.querySelector<HTMLElement>('.scroller')!;
  const heads = root.querySelectorAll<HTMLElement>('[data-id]');
  const first = selection ? 2 : 1;
  const tracks = selection ? [`${lead}em`] : [];
  let start = selection ? lead : 0;
  let pinned = start;
  for (const [at, column] of shown.entries()) {
    const { width, fixed } = column;
    // Room left over is shared by those whose width nobody chose.
    tracks.push(fixed ? `${width}em` : `minmax(${width}em, ${width}fr)`);
    style.setProperty(`--start-${at + first}`, `${start}em`);
    pin(heads[at]!, column, at + first);
    start += width;
    if (column.pinned) pinned = start;
  }
  style.setProperty('--tracks', tracks.join(' '));
  style.setProperty('--pinned', `${pinned}em`);
  style.setProperty('--width', `${start}em`);
  style.setProperty('--lines', `${shown.length}`);
}
