import { LitElement, type PropertyValues, css, html } from 'lit';
import '../../ui/data-grid/data-grid.ts';
import type { Column, RowAction } from '../../ui/data-grid/column.ts';
import type { DataGrid } from '../../ui/data-grid/data-grid.ts';
import type { GroupActionEvent, RowActionEvent, SelectionChangeEvent, ViewChangeEvent } from '../../ui/data-grid/events.ts';
import type { Heading } from '../../ui/data-grid/grid-rows.ts';
import type { GridView } from '../../ui/data-grid/grid-view.ts';
import { LocalRows } from '../../ui/data-grid/local-rows.ts';
import type { PagedRows } from '../../ui/data-grid/paged-rows.ts';
import { define } from '../../ui/element.ts';
import { give } from '../../ui/give.ts';
import { KeepFocus } from '../../ui/keep-focus.ts';
import { tokens } from '../../ui/tokens.styles.ts';
import type { ViewContext } from '../../ui/view-context.ts';
import { view } from '../../ui/view.styles.ts';
import { wear } from '../../ui/wear.ts';
import { EndRequestEvent, type EndWish } from './end-request.ts';
import { pagedColumns } from './paged-sessions.ts';
import { type ClientNames, sessionColumns } from './session-columns.ts';
import type { Ready, SessionRow } from './session-manager.state.ts';
import { type Doing, renderTools } from './session-tools.ts';
import type { SessionText } from './words.ts';

const given = { attribute: false };

const styles = css`
  lic-data-grid {
    block-size: max(24em, 100dvh - 22em);
  }
  .tools {
    padding: 0;
  }
`;

/**
 * @summary The sessions there are, in a grid, and buttons to end one, some, a user's or all that match.
 * @fires end-request - which sessions somebody wants ended; nothing is done by itself
 */
export class ActiveSessions extends LitElement {
  static override readonly styles = [tokens, view, styles];
  static override readonly properties = {
    rows: given, state: given, clients: given, view: given, context: given, text: given,
    selected: { state: true }, matching: { state: true }, arranged: { state: true },
  };

  declare rows: LocalRows<SessionRow> | PagedRows<SessionRow>;
  declare state: Ready;
  declare clients: ClientNames;
  /** How the grid is arranged at first. */
  declare view: GridView;
  declare context: ViewContext;
  declare text: SessionText;
  declare selected: number;
  /** How many match a filter; kept for nothing but to draw anew when it changes. */
  declare matching: number;
  /** How somebody has arranged it since. */
  declare arranged: GridView | undefined;

  #unfollow: (() => void) | undefined;
  #columns: readonly Column<SessionRow>[] = [];
  #groupActions: readonly RowAction<Heading<SessionRow>>[] = [];

  constructor() {
    super();
    this.selected = 0;
    new KeepFocus(this, () => this.#grid);
  }

  override focus(): void {
    this.#grid?.focus();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.hasUpdated) this.#follow();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#unfollow?.();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const { text, clients, state } = this;
    wear(this, this.context);
    if (changed.has('rows')) this.#follow();
    const former = changed.get('state');
    const { mayEnd, capabilities, paged } = state;
    // Declared anew they are arranged anew.
    if (changed.has('text') || changed.has('clients') || (changed.has('state') && (mayEnd !== former?.mayEnd || capabilities !== former?.capabilities))) {
      // What others a user has is not known of those that are not here.
      const columns = sessionColumns({ text, limit: paged ? null : capabilities.limit, mayEnd, activity: capabilities.activity, clients });
      this.#columns = paged ? pagedColumns(columns) : columns;
      this.#groupActions = mayEnd ? [groupAction('newest', text('endButNewest')), groupAction('all', text('endOfUser'))] : [];
    }
  }

  protected override render(): unknown {
    const { rows, text, context, view, selected, arranged = view } = this;
    const { mayEnd, paged } = this.state;
    const { locale, timeZone, direction, theme } = context;
    return html`<lic-data-grid
      ${give<DataGrid<SessionRow>>({
        rows, locale, timeZone, direction, theme, view, text, rowLabel,
        columns: this.#columns,
        now: this.#now,
        label: text('activeTab'),
        emptyText: text('empty'),
        selection: mayEnd,
        groupLabel: this.#groupLabel,
        groupActions: this.#groupActions,
      })}
      @view-change=${this.#onView}
      @selection-change=${this.#onSelect}
      @row-action=${this.#onRowAction}
      @group-action=${this.#onGroupAction}
    >
      ${renderTools({ text, mayEnd, paged, selected, grouped: arranged.group !== null, matching: this.#filtered ? rows.matching.count : null, onGroup: this.#onGroup, onDo: this.#onDo })}
    </lic-data-grid>`;
  }

  get #grid(): DataGrid<SessionRow> | null {
    return this.renderRoot.querySelector<DataGrid<SessionRow>>('lic-data-grid');
  }

  get #filtered(): boolean {
    const { search, filters } = this.arranged ?? this.view;
    return !!search || Object.values(filters).some(({ length }) => length);
  }

  /** Rows come and go without anything else being told. */
  #follow(): void {
    const { rows } = this;
    this.#unfollow?.();
    this.#unfollow = rows.subscribe(() => {
      if (this.#filtered) this.matching = rows.matching.count;
    });
  }

  /** A name of either direction leaves what follows in place. */
  readonly #groupLabel = ({ first, count }: Heading<SessionRow>): string => this.text('ofUser', { name: `\u2068${first.userName}\u2069`, count });

  /** As the host's clock has it. */
  readonly #now = (): number => this.context.now() + this.state.clockSkew;

  readonly #onView = ({ view }: ViewChangeEvent): void => {
    this.arranged = view;
  };

  readonly #onSelect = ({ count }: SelectionChangeEvent): void => {
    this.selected = count;
  };

  readonly #onGroup = (on: boolean): void => {
    this.#grid!.arrange({ group: on ? 'login' : null });
  };

  readonly #onRowAction = ({ row }: RowActionEvent<SessionRow>): void => this.#request({ kind: 'sessions', ids: [row.id] });

  readonly #onGroupAction = ({ action, heading }: GroupActionEvent<SessionRow>): void =>
    this.#request({ kind: 'users', userIds: [heading.first.userId], keepNewest: action === 'newest' });

  readonly #onDo = (what: Doing): void => {
    const { rows } = this;
    switch (what) {
      case 'clear':
        return rows.selectAll(false);
      case 'my-others':
        return this.#request({ kind: 'my-others' });
      case 'selected':
        return this.#request(rows.allSelected && !(rows instanceof LocalRows) ? this.#matching : { kind: 'sessions', ids: idsOf(rows.selectedRows()) });
      case 'matching':
        return this.#request(rows instanceof LocalRows ? { kind: 'sessions', ids: idsOf(rows.matchingRows()) } : this.#matching);
    }
  };

  get #matching(): EndWish {
    return { kind: 'matching', search: (this.arranged ?? this.view).search };
  }

  #request(wish: EndWish): void {
    this.dispatchEvent(new EndRequestEvent(wish));
  }
}

/** Names whose sessions, as all groups have the same buttons. */
function groupAction(id: string, text: string): RowAction<Heading<SessionRow>> {
  // A single session is its own newest, and maybe the administrator's.
  return { id, text, label: ({ first }) => `${text} ${first.userName}`, disabled: ({ count, first }) => (count === 1 && (id === 'newest' || first.own) ? 'hidden' : null) };
}

const rowLabel = ({ userName }: SessionRow): string => userName;
const idsOf = (rows: Iterable<SessionRow>): string[] => Array.from(rows, ({ id }) => id);

define('lic-active-sessions', ActiveSessions);

declare global {
  interface HTMLElementTagNameMap {
    'lic-active-sessions': ActiveSessions;
  }
}
