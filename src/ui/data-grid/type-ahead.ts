import type { GridRows } from './grid-rows.ts';
import type { Drawing } from './row-node.ts';

/** Characters typed closer together than this are one word. */
const pause = 800;
/** Rows looked at for one key press: more would be felt. */
const reach = 100_000;

/** Finds the row that begins with what is typed. */
export class TypeAhead<Row> {
  #typed = '';
  #last = -Infinity;

  /** Answers the position in the first column of text, from `position` on and round the end; −1 = none. */
  find(character: string, rows: GridRows<Row>, position: number, { shown, cellText }: Pick<Drawing<Row>, 'shown' | 'cellText'>): number {
    const now = performance.now();
    this.#typed = (now - this.#last < pause ? this.#typed : '') + character.toLocaleLowerCase();
    this.#last = now;
    const column = shown.find(({ kind }) => kind === 'text');
    if (!column) return -1;
    // A word that grows may stay where it is; a new one, or the same letter again, goes on.
    const again = [...this.#typed].every((letter) => letter === this.#typed[0]);
    const wanted = again ? this.#typed[0]! : this.#typed;
    for (let step = again ? 1 : 0; step <= Math.min(rows.length, reach); step++) {
      const at = (Math.max(0, position) + step) % rows.length;
      const row = rows.rowAt(at);
      if (row !== undefined && cellText(column, row).toLocaleLowerCase().startsWith(wanted)) return at;
    }
    return -1;
  }
}
