import { type TemplateResult, html, nothing } from 'lit';
import type { SeatChange } from '../../../licensing/plan.ts';
import { type BulkText, seatsFigure, seatsText } from '../words.ts';

/** Seats before, and the figure they lead to, such as "12 of 50 available → 0". */
export function renderSeats({ before, after }: SeatChange, text: BulkText, locale: string): TemplateResult {
  const now = seatsFigure(after);
  const same = seatsFigure(before) === now;
  return html`${seatsText(before, text)}${same
    ? nothing
    : html` <span class="arrow" role="img" aria-label=${text('becomes')}></span> <b>${new Intl.NumberFormat(locale).format(now)}</b>`}`;
}
