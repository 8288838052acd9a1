import { LitElement } from 'lit';
import type { GridText } from './cell-text.ts';
import type { Column, RowAction } from './column.ts';
import type { GridRows, Heading } from './grid-rows.ts';
import type { GridView } from './grid-view.ts';

const given = { attribute: false };

/** What a grid is told. */
export class GridProperties<Row> extends LitElement {
  static override readonly properties = {
    rows: given, columns: given, label: given, rowLabel: given, text: given, locale: given, timeZone: given, now: given,
    direction: given, theme: given, view: given, selection: given, groupLabel: given, groupActions: given, emptyText: given, searchable: given,
  };

  /** A row is replaced, never changed: one that is the same object is not drawn again. */
  declare rows: GridRows<Row>;
  /** The same array as long as nothing about it is different. */
  declare columns: readonly Column<Row>[];
  /** Of the grid, for assistive technology. */
  declare label: string;
  /** Names a row: "Select Caleb Jones". */
  declare rowLabel: (row: Row) => string;
  declare text: GridText;
  /** BCP 47. */
  declare locale: string;
  /** IANA name. */
  declare timeZone: string;
  /** Milliseconds since the epoch: what "ago" counts from. */
  declare now: () => number;
  declare direction: 'ltr' | 'rtl';
  declare theme: string;
  /** Arranges the grid so; what somebody changes afterwards is told by `view-change`. */
  declare view: GridView | undefined;
  /** Whether rows can be selected. */
  declare selection: boolean;
  /** What a group's heading says; default: its value and how many rows it has. */
  declare groupLabel: (heading: Heading<Row>) => string;
  declare groupActions: readonly RowAction<Heading<Row>>[];
  /** Said when there are no rows at all. */
  declare emptyText: string | undefined;
  /** Whether there is a field to search in; default true. */
  declare searchable: boolean;

  constructor() {
    super();
    this.rowLabel = () => '';
    this.now = Date.now;
    this.locale = 'en';
    this.timeZone = 'UTC';
    this.direction = 'ltr';
    this.theme = 'light';
    this.selection = false;
    this.searchable = true;
    this.groupActions = [];
    this.groupLabel = ({ key, count }) => this.text('grid-group', { name: key ? `\u2068${key}\u2069` : this.text('grid-noValue'), count });
  }
}
