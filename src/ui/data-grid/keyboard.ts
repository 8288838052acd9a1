/** What a key press asks of the grid. */
export type Command =
  | { readonly kind: 'move'; readonly rows: number; readonly cells: number }
  | { readonly kind: 'select' | 'selectAll' | 'clear' | 'search' | 'open' | 'enter' | 'menu' }
  | { readonly kind: 'type'; readonly character: string };

/** Further than any grid goes. */
const far = Infinity;

/** Reads a key press on a cell; null = not for us. `page`: how many rows are in sight. */
export function readKey({ key, code, ctrlKey, metaKey, altKey, shiftKey }: KeyboardEvent, rtl: boolean, page: number): Command | null {
  const move = (rows: number, cells = 0): Command => ({ kind: 'move', rows, cells });
  const control = ctrlKey || metaKey;
  if (altKey) return key === 'ArrowDown' ? { kind: 'menu' } : null;
  switch (key) {
    case 'ArrowUp':
      return move(control ? -far : -1);
    case 'ArrowDown':
      return move(control ? far : 1);
    case 'ArrowLeft':
    case 'ArrowRight': {
      const step = (key === 'ArrowRight') === rtl ? -1 : 1;
      return move(0, control ? step * far : step);
    }
    case 'Home':
      return control ? move(-far, -far) : move(0, -far);
    case 'End':
      return control ? move(far, far) : move(0, far);
    case 'PageUp':
      return move(-page);
    case 'PageDown':
      return move(page);
    case 'Escape':
      return { kind: 'clear' };
    case 'Enter':
      return { kind: 'open' };
    case 'F2':
      return { kind: 'enter' };
    case ' ':
      return { kind: 'select' };
    case 'ContextMenu':
      return { kind: 'menu' };
  }
  // On a keyboard without Latin letters, the key that would be A.
  if (control) return key === 'a' || (code === 'KeyA' && key > '~') ? { kind: 'selectAll' } : null;
  if (key === '/' && !shiftKey) return { kind: 'search' };
  return [...key].length === 1 ? { kind: 'type', character: key } : null;
}

/** Whether a key press anywhere in the page asks for the search field of this grid. */
export function meansSearch(event: KeyboardEvent, grid: HTMLElement): boolean {
  const { key, ctrlKey, metaKey, altKey, defaultPrevented } = event;
  if (key !== '/' || ctrlKey || metaKey || altKey || defaultPrevented || !grid.checkVisibility()) return false;
  const path = event.composedPath() as HTMLElement[];
  // Somebody writes, or means another grid.
  if (path[0]!.matches?.('input:not([type=checkbox]), textarea, select, [contenteditable]')) return false;
  return path.every((node) => node === grid || node.localName !== grid.localName);
}
