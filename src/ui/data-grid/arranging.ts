import { moveColumn, spellOut } from './column-moves.ts';
import type { GridView } from './grid-view.ts';
import { Panel, type PanelOwner } from './panel.ts';
import { panel } from './panel.styles.ts';
import { clampWidth } from './placed-columns.ts';
import { type DragVerbs, followPointer } from './pointer.ts';

export interface ArrangingOwner extends PanelOwner, Pick<DragVerbs, 'beginRange' | 'extendRange'> {
  /** Arranges the grid so for now: there is more to come. */
  show(change: Partial<GridView>): void;
}

/** What is only needed by somebody who arranges columns or draws the pointer along: one file that is loaded on demand. */
export class Arranging {
  readonly panel: Panel;
  readonly #owner: ArrangingOwner;

  constructor(owner: ArrangingOwner) {
    this.#owner = owner;
    this.panel = new Panel(owner);
    owner.root().adoptedStyleSheets.push(panel.styleSheet!);
  }

  /** The pointer was pressed inside the grid. */
  press(event: PointerEvent): void {
    const owner = this.#owner;
    followPointer(event, {
      beginRange: owner.beginRange,
      extendRange: owner.extendRange,
      resize: (column, width, done) => {
        const widths = { ...owner.state().view.widths, [column]: clampWidth(width) };
        if (done) owner.arrange({ widths });
        else owner.show({ widths });
      },
      move: (column, to) => {
        const said = spellOut(owner.state().columns);
        owner.arrange({ ...said, columns: moveColumn(said.columns, column, to) });
      },
    });
  }
}
