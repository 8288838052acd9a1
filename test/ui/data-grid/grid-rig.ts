import { aTimeout, fixture, html, nextFrame } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { en } from '../../../src/text/data-grid/en.ts';
import { createText } from '../../../src/text/format.ts';
import '../../../src/ui/data-grid/data-grid.ts';
import type { DataGrid } from '../../../src/ui/data-grid/data-grid.ts';
import { LocalRows } from '../../../src/ui/data-grid/local-rows.ts';
import { until } from '../../support/until.ts';
import { type Person, columns, noon, people } from './people.ts';

/** A grid in the page, and what a user can see of it. */
export class GridRig {
  readonly grid: DataGrid<Person>;
  readonly rows: LocalRows<Person>;

  private constructor(grid: DataGrid<Person>, rows: LocalRows<Person>) {
    this.grid = grid;
    this.rows = rows;
  }

  static async open(count: number | readonly Person[], properties: Partial<DataGrid<Person>> = {}): Promise<GridRig> {
    const rows = new LocalRows<Person>({ idOf: ({ id }) => id, locale: 'en', timeZone: 'UTC' });
    rows.replace(typeof count === 'number' ? people(count) : count);
    const grid = (await fixture(html`<lic-data-grid style="block-size: 400px"></lic-data-grid>`)) as DataGrid<Person>;
    Object.assign(grid, { rows, columns, label: 'People', rowLabel: ({ name }: Person) => name, text: createText(en, 'en'), now: () => noon, selection: true }, properties);
    const rig = new GridRig(grid, rows);
    await rig.drawn();
    // What is loaded when the page has time.
    await until(() => rig.root.querySelector('.panel'), 'what is loaded on demand');
    return rig;
  }

  get root(): ShadowRoot {
    return this.grid.shadowRoot!;
  }

  get scroller(): HTMLElement {
    return this.root.querySelector('.scroller')!;
  }

  /** Until what was asked for is on screen. */
  async drawn(): Promise<void> {
    do {
      await this.grid.updateComplete;
      await nextFrame();
      await nextFrame();
      // Frames may come before events that are due, such as of what was opened.
      await aTimeout(0);
    } while (this.grid.rows.busy);
    await nextFrame();
  }

  /** Rows in sight, by place. */
  get elements(): HTMLElement[] {
    const { top, bottom } = this.scroller.getBoundingClientRect();
    const head = this.root.querySelector('.head')!.getBoundingClientRect().bottom;
    const place = (row: Element): number => row.getBoundingClientRect().top;
    return [...this.root.querySelectorAll<HTMLElement>('.body > [role=row]:not([hidden])')]
      .filter((row) => place(row) + 1 >= Math.max(top, head) - row.offsetHeight + 2 && place(row) < bottom - 1)
      .sort((a, b) => place(a) - place(b));
  }

  /** What one column says of the rows in sight. */
  column(label: string): string[] {
    return this.elements.map((row) => row.querySelector(`[data-label="${label}"]`)?.textContent ?? '');
  }

  get names(): string[] {
    return this.column('User');
  }

  head(label: string): HTMLElement {
    return this.root.querySelector<HTMLElement>(`[role=columnheader][aria-label^="${label}"]`)!;
  }

  cell(position: number, at: number): HTMLElement {
    const cells = this.root.querySelectorAll<HTMLElement>(`.body [aria-rowindex="${position + 2}"] > [aria-colindex="${at + 1}"]`);
    return [...cells].find((cell) => cell.checkVisibility())!;
  }

  get focused(): Element | null {
    return this.root.activeElement;
  }

  /** Where the focus is: position of the row (−1 = head) and column, from 0. */
  get place(): [number, number] | null {
    const cell = this.focused?.closest('[role=gridcell], [role=columnheader]');
    return cell ? [Number(cell.parentElement!.ariaRowIndex) - 2, Number(cell.ariaColIndex) - 1] : null;
  }

  get selected(): string[] {
    return [...this.rows.selectedRows()].map(({ name }) => name);
  }

  /** Keys as they are pressed: `Shift+ArrowDown`. */
  async press(...keys: string[]): Promise<void> {
    for (const key of keys) {
      const held = key.split('+');
      const last = held.pop()!;
      for (const down of held) await sendKeys({ down });
      await sendKeys({ press: last });
      for (const up of held.reverse()) await sendKeys({ up });
    }
    await this.drawn();
  }

  async scroll(top: number): Promise<void> {
    this.scroller.scrollTop = top;
    await this.drawn();
  }

  async click(element: Element): Promise<void> {
    (element as HTMLElement).click();
    await this.drawn();
  }
}
