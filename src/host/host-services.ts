/**
 * What a shell hands the plugin: plain data, functions and signals, nothing else. Other teams import these types
 * (`import type { HostServices } from 'license-admin-plugin'`); `host-guard.ts` checks them at run time.
 */

/** Operations the plugin asks `can` about. `CanManageLicUsers`: grant and recall. `CanManageAdministration`: end sessions. */
export type HostOperation = 'CanManageLicUsers' | 'CanManageAdministration';

/** The licenses of one user. */
export interface LicensesTabView {
  readonly name: 'licenses-tab';
  /** The user whose licenses are shown, as the licensing API knows them. */
  readonly userId: string;
}

/** Everybody's sessions. Since 1.1.0 of this contract. */
export interface SessionManagerView {
  readonly name: 'session-manager';
  /** What the view last handed to `remember`, for this administrator. Anything else counts as nothing. */
  readonly remembered?: string;
}

/** Part of an e-mail, login or name, and filters as `GET /users` has them: whoever matches at this moment. */
export interface MatchingUsers {
  readonly search: string;
  readonly filters: readonly string[];
}

/**
 * Grants, recalls or swaps licenses of many users at once, in a dialog. It has exactly one of `users`, `matching`,
 * `selectionId`, `holdersOf`, `batchId` and `undo`. Since 1.2.0 of this contract, as are the views below.
 */
export interface GrantRecallView {
  readonly name: 'grant-recall';
  /** What a tick means at first; default `grant`. */
  readonly change?: 'grant' | 'recall';
  /** Ids of users, in the order in which they are served. */
  readonly users?: readonly string[];
  readonly matching?: MatchingUsers;
  /** People whom the plugin has fixed; it says so when it asks to be opened. */
  readonly selectionId?: string;
  /** Everybody who holds this product. */
  readonly holdersOf?: string;
  /** Ids of products that are ticked at first. */
  readonly products?: readonly string[];
  /** A batch made earlier: goes on with it, or shows what became of it. */
  readonly batchId?: string;
  /** The batch to be taken back. */
  readonly undo?: string;
}

/** Where people are gathered from lists and files. */
export interface SelectionBasketView {
  readonly name: 'selection-basket';
  readonly remembered?: string;
}

/** Every license product with its seats. */
export interface LicenseListView {
  readonly name: 'license-list';
  readonly remembered?: string;
}

/** The history of batches, or one of them with what became of each item. */
export interface BatchesView {
  readonly name: 'batches';
  readonly batchId?: string;
}

/** What a host's services answer to the plugin, check by check. Only where the plugin has such a view: in Creatio. */
export interface SelfTestView {
  readonly name: 'self-test';
}

/** Which view to show, and of what. */
export type HostView = LicensesTabView | SessionManagerView | GrantRecallView | SelectionBasketView | LicenseListView | BatchesView | SelfTestView;

export interface ConfirmRequest {
  readonly title: string;
  readonly message: string;
  readonly confirmLabel: string;
  readonly cancelLabel: string;
}

export interface HostServices {
  /** Version of this contract that the shell implements, a semantic version such as `1.2.0`. */
  readonly apiVersion: string;
  readonly view: HostView;
  /** Where the licensing API answers, absolute or from the page's origin, such as `/licensing/v1`. */
  readonly baseUrl: string;
  /** How requests are made, with whatever headers the host's sign-in needs. Default: the browser's `fetch` with cookies. */
  readonly fetch?: (input: Request) => Promise<Response>;
  /** Whether the signed-in administrator has a right. Advice for the screen; the host enforces it at submit. */
  can(operation: HostOperation): boolean | Promise<boolean>;
  /** The signed-in administrator. */
  readonly user: { readonly id: string; readonly name: string };
  /** BCP 47, such as `en-US`. */
  readonly locale: string;
  /** IANA name, such as `Europe/Kyiv`. */
  readonly timeZone: string;
  readonly direction: 'ltr' | 'rtl';
  readonly theme: 'light' | 'dark' | 'high-contrast';
  /** Asks the administrator; default: the plugin's own dialog. */
  confirm?(request: ConfirmRequest): Promise<boolean>;
  /** Shows a message outside the plugin's view. */
  notify?(message: { readonly kind: 'success' | 'warning' | 'error'; readonly text: string }): void;
  /** Told when there are changes not yet saved, and when there are none any more. */
  pending?(pending: boolean): void;
  /**
   * Keeps a text for this administrator and view, in place of the one before, to be handed over as `view.remembered` next
   * time: how the administrator has arranged the view. Absent: it starts as it is made. Since 1.1.0 of this contract.
   */
  remember?(text: string): void;
  /** Told that the session has ended. Resolve when the administrator has signed in again: the view then resumes. */
  signedOut?(): Promise<void>;
  /**
   * Shows another view of the plugin: `grant-recall` above whatever page is shown, where it outlives navigation; `batches`
   * at its own page. Absent: nothing in the plugin leads elsewhere. Since 1.2.0 of this contract, as are the next two.
   */
  open?(view: GrantRecallView | BatchesView): void;
  /** Told that this view is finished: take it away. */
  close?(): void;
  /** An address at which a colleague finds this view, absolute; null = there is none. */
  linkTo?(view: BatchesView): string | null;
  /** Milliseconds since the epoch; default `Date.now`. */
  now?(): number;
}

/** What `mount` answers. */
export interface MountedPlugin {
  /** Hands over changed services, such as another theme, language or user; omitted fields stay. */
  update(changes: Partial<HostServices>): void;
  /** Whether the shell may leave this view. Asks the administrator when changes are pending. */
  canLeave(): Promise<boolean>;
  /** Removes everything the plugin put into the page. Later calls do nothing. */
  dispose(): void;
}
