import { type TemplateResult, html, nothing } from 'lit';
import type { LicensedUser, Seats, UserLicense } from '../../licensing/license.ts';
import { available, isShared, overage } from '../../licensing/seats.ts';
import type { LicensesTabKey } from '../../text/licenses-tab/en.ts';
import type { Text } from '../../text/messages.ts';
import type { Placed } from './arrangement.ts';
import type { Ready, Row } from './licenses-tab.state.ts';

/** What rows need beside themselves to be shown. */
export interface RowView {
  readonly text: Text<LicensesTabKey>;
  /** A term's day: the same in every time zone. */
  readonly day: (iso: string | null) => string;
  /** An instant's day in the administrator's time zone. */
  readonly date: (iso: string) => string;
  readonly state: Ready;
  /** Keeps what can't be pressed from being pressed; tells the store of buttons. */
  readonly onClick: (event: Event) => void;
}

/** Why this user gets no license at all; null = may get them. */
export function userWideReason(user: LicensedUser): 'system-account' | 'inactive' | null {
  return user.kind === 'system' ? 'system-account' : user.active ? null : 'inactive';
}

/** Why a row is as it is or can't be ticked; null = nothing to say. What concerns every row is said once, above them. */
export function rowReason({ effect, note }: Row, { user, mayChange }: Ready): Exclude<Row['note'], 'grant' | 'recall'> {
  const advice = note ?? (mayChange && effect !== userWideReason(user) ? effect : null);
  return advice === 'grant' || advice === 'recall' ? null : advice;
}

/** A further sentence with the host's own words, whichever way they are written. */
export function saidText(text: Text<LicensesTabKey>, words: Row['said']): string {
  return words ? ` ${text('said', { words: `\u2068${words}\u2069` })}` : '';
}

function seatsText(text: Text<LicensesTabKey>, seats: Seats): string {
  const { paid, used } = seats;
  return paid === null ? text('unlimited', { used }) : text('available', { available: available(seats)!, paid });
}

function termText({ text, day }: RowView, { state, start, due }: UserLicense['term']): string {
  const current = start ? (due ? 'term-current' : 'term-from') : due ? 'term-until' : 'term-open';
  return text(state === 'current' ? current : `term-${state}`, { start: day(start), due: day(due) });
}

function statusKey({ pending, license }: Row, active: boolean): LicensesTabKey {
  return pending ?? (license.assignment ? (active ? 'granted' : 'leftover') : 'notGranted');
}

/** One product: its check box, and all there is to know before ticking it. `at`: its place, which names its reason. */
export function renderRow({ row, hidden }: Placed, at: number, view: RowView): TemplateResult {
  const { text, state } = view;
  const { user, mayChange, saving } = state;
  const { license, pending, after } = row;
  const { productId, name, vendor, seats, term, assignment } = license;
  const { active } = user;
  const reason = rowReason(row, state);
  const before = seatsText(text, seats);
  const then = seatsText(text, after);
  const over = overage(seats);
  const stuck = !mayChange || (userWideReason(user) && !(active && assignment));
  const blocked = saving || (!!reason && !pending && !assignment);
  return html`<div role="row" class="row ${pending ?? ''}" ?hidden=${hidden}>
    <div role="rowheader">
      <div class="clip" title=${name}>
        <bdi>${name}</bdi> ${vendor ? html`<span class="quiet" title=${vendor}><bdi>${vendor}</bdi></span>` : nothing}
      </div>
      ${reason ? html`<p id="why${at}" class="warning ${row.note ? 'error' : ''}">${text(reason)}${saidText(text, row.said)}</p>` : nothing}
    </div>
    <div role="cell">
      <label
        ><input
          type="checkbox"
          .value=${productId}
          .checked=${active && (pending ? pending === 'grant' : !!assignment)}
          ?disabled=${stuck}
          aria-disabled=${blocked}
          aria-label=${name}
          aria-describedby=${reason ? `why${at}` : nothing}
          @click=${view.onClick}
        />${text(statusKey(row, active))}</label
      >
      ${!active && assignment && mayChange
        ? html`<button .value=${productId} @click=${view.onClick} aria-label="${text('recallLeftover')} ${name}" aria-pressed=${!!pending} aria-disabled=${saving}>
            ${text('recallLeftover')}
          </button>`
        : nothing}
    </div>
    <div role="cell">
      <span class=${then === before ? '' : 'quiet'}>${before}</span>
      ${then === before
        ? nothing
        : html`<span role="img" class="arrow" aria-label=${text('becomes')}></span> <b>${then}</b>`}
      ${over ? html`<p class="warning">${text('overage', { count: over })}</p>` : nothing}
      ${isShared(seats) ? html`<small>${text('shared', { assigned: seats.assigned, paid: seats.paid! })}</small>` : nothing}
    </div>
    <div role="cell">${text(`type-${seats.type}`)}</div>
    <div role="cell" class=${term.state === 'current' ? '' : 'warning'}>${termText(view, term)}</div>
    <div role="cell">
      ${assignment
        ? html`${text(assignment.source)}
            ${assignment.role === null ? nothing : html`<div class="clip" title=${assignment.role}><bdi>${assignment.role}</bdi></div>`}
            ${assignment.since === null ? nothing : html`<small>${text('since', { date: view.date(assignment.since) })}</small>`}`
        : nothing}
    </div>
  </div>`;
}
