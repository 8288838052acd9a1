import type { BatchesView, GrantRecallView } from '../host/host-services.ts';
import type { CreatioElement } from './creatio-element.ts';
import { inputsOf } from './element-kinds.ts';

/** One at a time in a page. */
let open: { readonly element: CreatioElement; isPending: boolean } | null = null;

/**
 * Shows a dialog above whatever page is shown, where it outlives the element that wants it. Nothing is opened while the present
 * one has something to lose.
 */
export async function openAbove(tag: string, opener: CreatioElement, view: GrantRecallView): Promise<void> {
  const before = open;
  if (before && (before.isPending || !(await before.element.canLeave()))) return;
  const from = focused();
  before?.element.remove();
  const element = Object.assign(document.createElement(tag) as CreatioElement, inputsOf(view));
  const mine = { element, isPending: false };
  open = mine;
  // In a corner, for when it is made small; a dialog of its own is above everything.
  element.style.cssText = 'position: fixed; inset-block-end: 1rem; inset-inline-end: 1rem; z-index: 1000; max-inline-size: calc(100vw - 2rem)';
  const on = (name: string, act: (event: CustomEvent) => void): void => element.addEventListener(name, (event) => act(event as CustomEvent));
  on('pendingChanged', ({ detail }) => (mine.isPending = detail as boolean));
  for (const name of ['notified', 'signInNeeded']) on(name, (event) => passOn(opener, event) && event.preventDefault());
  on('openRequested', (event) => {
    event.preventDefault();
    opener.lead(event.detail as GrantRecallView | BatchesView);
  });
  on('closed', () => {
    const inDialog = focused() === document.body || element.contains(document.activeElement);
    element.remove();
    if (open === mine) open = null;
    if (inDialog && from?.isConnected) from.focus();
  });
  document.body.append(element);
}

/** @returns whether the page has seen to it */
const passOn = (opener: CreatioElement, { type, detail }: CustomEvent): boolean =>
  opener.isConnected && !opener.dispatchEvent(new CustomEvent(type, { detail: detail as unknown, cancelable: true }));

/** What has the focus, in whatever shadow it is. */
function focused(): HTMLElement | null {
  let element = document.activeElement;
  while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
  return element as HTMLElement | null;
}
