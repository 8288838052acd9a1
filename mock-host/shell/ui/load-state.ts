import { type TemplateResult, css, html } from 'lit';
import { HttpError } from '../api/http.ts';
import type { Text, TextKey } from '../text/text.ts';
import { type IconName, icon } from './icon.ts';

/** What a page knows of something it asks for. */
export type Loaded<T> =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly error: HttpError }
  | { readonly kind: 'ready'; readonly value: T };

/** Waits for an answer and never rejects; a cause that is not ours counts as an unexpected answer. */
export async function settle<T>(answer: Promise<T>): Promise<Loaded<T>> {
  try {
    return { kind: 'ready', value: await answer };
  } catch (error) {
    return { kind: 'failed', error: error instanceof HttpError ? error : new HttpError('unexpected') };
  }
}

export const stateStyles = css`
  .state {
    display: grid;
    justify-items: center;
    gap: 0.5rem;
    padding: 4rem 1.5rem;
    text-align: center;
    color: var(--sd-text-soft);
  }
  .state strong {
    color: var(--sd-text);
    font-size: 1.0714rem;
  }
  .state .button {
    margin-block-start: 0.5rem;
    color: var(--sd-text);
  }
  .bone {
    display: inline-block;
    block-size: 0.85em;
    border-radius: 4px;
    background: var(--sd-idle-soft);
    animation: pulse 1.6s ease-in-out infinite;
  }
  @keyframes pulse {
    50% {
      opacity: 0.5;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    .bone {
      animation: none;
    }
  }
`;

/** Nothing to show, and why. */
export function emptyState(name: IconName, title: string, hint = ''): TemplateResult {
  return html`<div class="state">${icon(name, 32)}<strong>${title}</strong>${hint && html`<span>${hint}</span>`}</div>`;
}

/** What went wrong and, where that can help, a button to try again. */
export function failedState(text: Text, error: HttpError, retry: () => void): TemplateResult {
  return html`<div class="state" role="alert">
    ${icon('error', 32)}
    <strong>${text(failureText(error))}</strong>
    ${error.kind === 'forbidden' || error.kind === 'not-found'
      ? ''
      : html`<button class="button" type="button" @click=${retry}>${text('state.retry')}</button>`}
  </div>`;
}

export function failureText(error: HttpError): TextKey {
  switch (error.kind) {
    case 'offline':
      return 'error.offline';
    case 'forbidden':
      return 'error.forbidden';
    case 'not-found':
      return 'error.notFound';
    case 'rate-limited':
      return 'error.busy';
    case 'unexpected':
      return 'error.unexpected';
    default:
      return 'error.server';
  }
}
