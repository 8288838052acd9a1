import { type TemplateResult, html, nothing } from 'lit';
import type { Text } from '../text/text.ts';
import { type SessionEnd, endTexts } from './session-end.ts';

/** Why one has to sign in again, with the administrator's own words where there are any (QT-8). */
export function endNotice(text: Text, end: SessionEnd | null): TemplateResult | typeof nothing {
  if (!end) return nothing;
  // Whatever the direction of the reason, the words around it keep theirs.
  const reason = end.reason && text('end.reason', { reason: `\u2068${end.reason}\u2069` });
  return html`<strong>${text(endTexts[end.method])}</strong>${reason && html`<span>${reason}</span>`}`;
}
