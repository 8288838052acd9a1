import { type TemplateResult, html, nothing } from 'lit';
import { moveColumn, spellOut } from './column-moves.ts';
import { type ColumnVerb, type PanelView, renderChooser, renderOptions } from './column-panel.ts';
import type { GridView } from './grid-view.ts';
import { clampWidth } from './placed-columns.ts';

export interface PanelOwner {
  readonly root: () => ShadowRoot;
  /** As it is now. */
  state(): PanelView;
  arrange(change: Partial<GridView>): void;
  render(): void;
  /** Gives the focus to what had it when the panel opened; undefined: that is gone. */
  focus(opener: HTMLElement | undefined): void;
}

/** What the panel shows when it is not a column's options. */
const CHOOSER = '';
/** Milliseconds in which a press becomes its click where both are told apart, as by a finger. */
const pressToClick = 100;

/** The options of a column, or which columns are shown, in a box beside what opened it. */
export class Panel {
  /** The column whose options are open. */
  column: string | null = null;
  readonly #owner: PanelOwner;
  #beside: Element | undefined;
  /** Gets the focus when the panel has closed. */
  #opener: HTMLElement | undefined;
  #returns = false;
  /** What had opened it when a press elsewhere closed it, until that press has had its click. */
  #dismissed: Element | undefined;

  constructor(owner: PanelOwner) {
    this.#owner = owner;
  }

  open(beside: Element, column = CHOOSER): void {
    // The press that closed it may be that of a click on the button that opened it.
    const again = this.#beside === beside || this.#dismissed === beside;
    this.#close();
    if (again) return;
    this.column = column;
    this.#beside = beside;
    this.#owner.render();
  }

  render(): TemplateResult {
    const state = this.#owner.state();
    const { text, columns } = state;
    const column = columns.find(({ id }) => id === this.column);
    const label = column ? text('grid-columnMenu', { column: column.label }) : text('grid-columns');
    return html`<div
      class="panel"
      .popover=${'auto'}
      role="dialog"
      aria-label=${label}
      @click=${this.#onClick}
      @input=${this.#onInput}
      @keydown=${this.#onKey}
      @beforetoggle=${this.#onBeforeToggle}
      @toggle=${this.#onToggle}
    >
      ${column ? renderOptions(state, column) : this.column === CHOOSER ? renderChooser(state) : nothing}
    </div>`;
  }

  /** After what it shows is rendered. */
  updated(): void {
    const box = this.#box;
    if (!box || !this.#beside || box.matches(':popover-open')) return;
    box.showPopover();
    const place = this.#beside.getBoundingClientRect();
    const { width, height } = box.getBoundingClientRect();
    const start = getComputedStyle(box).direction === 'rtl' ? place.right - width : place.left;
    box.style.left = `${Math.max(8, Math.min(start, innerWidth - width - 8))}px`;
    box.style.top = `${Math.max(8, Math.min(place.bottom, innerHeight - height - 8))}px`;
    this.#controls[0]?.focus();
  }

  get #box(): HTMLElement | null {
    return this.#owner.root().querySelector('.panel');
  }

  get #controls(): HTMLElement[] {
    return [...(this.#box?.querySelectorAll<HTMLElement>('button, input:enabled') ?? [])];
  }

  readonly #onBeforeToggle = ({ currentTarget, newState }: ToggleEvent): void => {
    if (newState === 'open') return;
    // Whoever closes it by going elsewhere stays there.
    this.#returns = (currentTarget as Element).matches(':focus-within');
    this.#opener = this.#beside?.closest<HTMLElement>('[role=columnheader], [role=gridcell], button') ?? undefined;
    this.#dismissed = this.#beside;
    this.#beside = undefined;
    // A timer, as it waits for a click that is under way, however busy the page is.
    setTimeout(() => (this.#dismissed = undefined), pressToClick);
  };

  readonly #onToggle = ({ newState }: ToggleEvent): void => {
    if (newState === 'open') return;
    if (this.#returns) this.#owner.focus(this.#opener?.isConnected ? this.#opener : undefined);
    this.column = null;
    this.#owner.render();
  };

  readonly #onKey = (event: KeyboardEvent): void => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (!step) return;
    const all = this.#controls;
    all.at((all.indexOf(event.target as HTMLElement) + step) % all.length)?.focus();
    event.preventDefault();
  };

  readonly #onInput = ({ target }: Event): void => {
    const { name, value, checked } = target as HTMLInputElement;
    const { view, columns } = this.#owner.state();
    const { column } = this;
    if (name === 'column') {
      const { hidden } = spellOut(columns);
      this.#arrange({ hidden: checked ? hidden.filter((id) => id !== value) : [...hidden, value] });
    } else if (column) {
      const wanted = view.filters[column] ?? [];
      const chosen = typeof wanted === 'string' ? [] : wanted.filter((other) => other !== value);
      const filter = name === 'filter' ? value : checked ? [...chosen, value] : chosen;
      const { [column]: _, ...others } = view.filters;
      this.#owner.arrange({ filters: filter.length ? { ...others, [column]: filter } : others });
    }
  };

  readonly #onClick = ({ target }: Event): void => {
    const value = (target as Element).closest('button')?.value;
    if (value === 'reset') this.#owner.arrange({ columns: [], hidden: [], widths: {}, pinned: undefined });
    else if (value && this.column) this.#do(value as ColumnVerb, this.column);
  };

  #do(verb: ColumnVerb, id: string): void {
    const { view, columns } = this.#owner.state();
    const said = spellOut(columns);
    const column = columns.find((column) => column.id === id)!;
    const others = view.sort.filter((key) => key.column !== id);
    switch (verb) {
      case 'sortAscending':
      case 'sortDescending':
        this.#owner.arrange({ sort: [{ column: id, descending: verb === 'sortDescending' }] });
        break;
      case 'unsort':
        this.#owner.arrange({ sort: others });
        break;
      case 'pin':
        this.#arrange({ pinned: [...said.pinned, id] });
        break;
      case 'unpin':
        this.#arrange({ pinned: said.pinned.filter((other) => other !== id) });
        break;
      case 'hide':
        this.#arrange({ hidden: [...said.hidden, id] });
        break;
      case 'moveBack':
      case 'moveForth': {
        const shown = columns.filter(({ hidden }) => !hidden).map(({ id }) => id);
        const to = shown[shown.indexOf(id) + (verb === 'moveBack' ? -1 : 1)];
        if (to !== undefined) this.#arrange({ columns: moveColumn(said.columns, id, to) });
        return;
      }
      case 'wider':
      case 'narrower':
        this.#owner.arrange({ widths: { ...view.widths, [id]: clampWidth(column.width + (verb === 'wider' ? 1 : -1)) } });
        return;
    }
    this.#close();
  }

  #close(): void {
    this.#box?.hidePopover();
    this.#dismissed = undefined;
  }

  #arrange(change: Partial<GridView>): void {
    this.#owner.arrange({ ...spellOut(this.#owner.state().columns), ...change });
  }
}
