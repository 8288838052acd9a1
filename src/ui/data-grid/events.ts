import type { Heading } from './grid-rows.ts';
import type { GridView } from './grid-view.ts';

const passing: EventInit = { bubbles: true, composed: true };

/** Other rows are selected than before. */
export class SelectionChangeEvent extends Event {
  readonly count: number;
  /** All that match. */
  readonly all: boolean;

  constructor(count: number, all: boolean) {
    super('selection-change', passing);
    this.count = count;
    this.all = all;
  }
}

/** Somebody wants something done with a row. */
export class RowActionEvent<Row = unknown> extends Event {
  /** Id of the action. */
  readonly action: string;
  readonly row: Row;

  constructor(action: string, row: Row) {
    super('row-action', passing);
    this.action = action;
    this.row = row;
  }
}

/** Somebody wants something done with all rows of a group. */
export class GroupActionEvent<Row = unknown> extends Event {
  /** Id of the action. */
  readonly action: string;
  readonly heading: Heading<Row>;

  constructor(action: string, heading: Heading<Row>) {
    super('group-action', passing);
    this.action = action;
    this.heading = heading;
  }
}

/** Enter or a double click on a row. */
export class RowOpenEvent<Row = unknown> extends Event {
  readonly row: Row;

  constructor(row: Row) {
    super('row-open', passing);
    this.row = row;
  }
}

/** Somebody has arranged the grid otherwise. */
export class ViewChangeEvent extends Event {
  readonly view: GridView;

  constructor(view: GridView) {
    super('view-change', passing);
    this.view = view;
  }
}

declare global {
  interface HTMLElementEventMap {
    'selection-change': SelectionChangeEvent;
    'row-action': RowActionEvent;
    'group-action': GroupActionEvent;
    'row-open': RowOpenEvent;
    'view-change': ViewChangeEvent;
  }
}
