/** What every view is given about where it runs. The entry makes it from the host's services; features know no host. */
export interface ViewContext {
  /** BCP 47, such as `en-US`: numbers, dates, plurals. */
  readonly locale: string;
  /** IANA name, such as `Europe/Kyiv`. */
  readonly timeZone: string;
  readonly direction: 'ltr' | 'rtl';
  readonly theme: 'light' | 'dark' | 'high-contrast';
  /** Asks the administrator through the host; absent: the view asks with its own dialog. */
  readonly confirm?: (request: Question) => Promise<boolean>;
  /** Shows a message in the host's own place; absent: the view shows it itself. */
  readonly notify?: (message: { readonly kind: 'success' | 'warning' | 'error'; readonly text: string }) => void;
  /** Tells the host whether there are changes not yet saved. */
  readonly pending?: (pending: boolean) => void;
  /** Has the host keep a text for next time; see `HostServices`. */
  readonly remember?: (text: string) => void;
  /** Tells the host that the session has ended; resolves when the administrator has signed in again. */
  readonly signedOut?: () => Promise<void>;
  /**
   * Has the host show another view of the plugin. Elements dispatch `open-view` and only look whether this is there; absent:
   * the host can't, and what would lead there is absent too.
   */
  readonly openView?: (view: { readonly name: string }) => void;
  /** Tells the host that this view is finished; absent: it stays, as the host has no way to take it away. */
  readonly close?: () => void;
  /** An address at which a colleague finds a batch; null = it has none. */
  readonly linkTo?: (view: { readonly name: 'batches'; readonly batchId: string }) => string | null;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

export interface Question {
  readonly title: string;
  readonly message: string;
  readonly confirmLabel: string;
  readonly cancelLabel: string;
}
