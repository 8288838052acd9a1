import type { GrantRecallView } from '../../../src/host/host-services.ts';
import type { LeaveGuard } from '../routing/router.ts';
import { Store } from '../ui/store.ts';

/** A plugin's dialog that is open; `key` tells one time from another. */
export interface OpenDialog {
  readonly key: number;
  readonly view: GrantRecallView;
}

/** What plugins show above the pages, where it stays whatever page one goes to. One at a time. */
export class PluginDialog extends Store<OpenDialog | null> {
  #count = 0;
  #guard: LeaveGuard | null = null;
  #openedFrom: HTMLElement | null = null;

  readonly #guardAll: (guard: LeaveGuard) => () => void;

  /** `guardAll`: has it asked before everything is left. */
  constructor(guardAll: (guard: LeaveGuard) => () => void) {
    super(null);
    this.#guardAll = guardAll;
  }

  /** False when the present dialog has something to lose: nothing is opened then. */
  async open(view: GrantRecallView): Promise<boolean> {
    if (this.value && (this.#guard?.pending() || (await this.#guard?.canLeave()) === false)) return false;
    // Opened from a dialog, it leads back to where that was opened.
    if (!this.value) this.#openedFrom = focused();
    this.set({ key: (this.#count += 1), view });
    return true;
  }

  /** Takes the dialog away; the focus goes back to where it was opened, unless it is elsewhere by now. */
  close(key: number | undefined = this.value?.key): void {
    if (!this.value || this.value.key !== key) return;
    this.#guard = null;
    const inDialog = focused() === document.body || focused()?.closest('sd-plugin-place[bare]');
    this.set(null);
    if (inDialog && this.#openedFrom?.isConnected) this.#openedFrom.focus();
    this.#openedFrom = null;
  }

  /** Of the dialog that is open: asked before another one takes its place, and before everything is left. Returns the function that takes the guard away. */
  guard(guard: LeaveGuard): () => void {
    this.#guard = guard;
    const end = this.#guardAll(guard);
    return () => {
      end();
      if (this.#guard === guard) this.#guard = null;
    };
  }
}

/** What has the focus, in whatever shadow it is. */
function focused(): HTMLElement | null {
  let element = document.activeElement;
  while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
  return element instanceof HTMLElement ? element : null;
}
