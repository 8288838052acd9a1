import { type TemplateResult, html, nothing } from 'lit';
import type { LicensedUser } from '../../../licensing/license.ts';

/** By which else somebody is known besides the name: each once, in any case. */
export function namesOf({ login, email }: LicensedUser): TemplateResult {
  const other = email !== null && email.toLowerCase() !== login.toLowerCase();
  return html`<span class="quiet"><bdi>${login}</bdi>${other ? html` · <bdi>${email}</bdi>` : nothing}</span>`;
}
