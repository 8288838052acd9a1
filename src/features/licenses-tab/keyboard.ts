/** What a key press asks of the tab. */
export type Shortcut = 'save' | 'filter' | 'escape' | 'up' | 'down';

/** Reads a key press; null = not for us. */
export function shortcut(event: KeyboardEvent): Shortcut | null {
  const { key, code } = event;
  if (event.altKey || (event.shiftKey && key !== '/')) return null;
  if (event.ctrlKey || event.metaKey) {
    // On a keyboard without Latin letters, the key that would be S.
    return key === 's' || (code === 'KeyS' && key > '~') ? 'save' : null;
  }
  if (key === 'Escape') return 'escape';
  const target = event.composedPath()[0] as HTMLElement;
  if (target.matches?.('input:not([type=checkbox]), textarea, select, [contenteditable]')) return null;
  return key === '/' ? 'filter' : key === 'ArrowUp' ? 'up' : key === 'ArrowDown' ? 'down' : null;
}

/** Moves the focus from one check box of the rows to the one above or below; says whether it was on one. */
export function moveFocus(event: KeyboardEvent, root: ParentNode): boolean {
  const boxes = [...root.querySelectorAll<HTMLElement>('.row:not([hidden]) input:enabled')];
  const at = boxes.indexOf(event.composedPath()[0] as HTMLElement);
  boxes[at + (event.key === 'ArrowUp' ? -1 : 1)]?.focus();
  return at >= 0;
}
