import type { BulkPlan, BulkRequest, EffectCounts, LicenseProduct, PlannedRow, Population, SavedSet, Selection, SelectionSource } from './bulk.ts';
import type { LicensingErrorCode } from './errors.ts';
import type { LicensedUser, Seats } from './license.ts';
import type { Outcome, Tally } from './outcome.ts';
import type { Change, Effect } from './rules.ts';

/** What a host says it can do about many users at once. What it can't do is absent from the UI, never broken. */
export interface BulkCapabilities {
  /** Most items that a request carries out. */
  readonly maxApply: number;
  /** Most logins and e-mails that a request looks up. */
  readonly maxLookup: number;
  /** Most people of a selection. */
  readonly maxSelection: number;
  /** Keeps sets of people. */
  readonly savedSets: boolean;
  /** Where batches, selections and sets are kept. `browser`: only this browser knows of them, and only it can go on with them. */
  readonly keeps: 'host' | 'browser';
  /** Knows when people were last active; else nobody can be served by it. */
  readonly activity: boolean;
  /** Knows what roles people are in; else nobody can be served by it. */
  readonly roles: boolean;
}

/** Who answers to a login or an e-mail, in any case; several = ambiguous, none = unknown. */
export interface Match {
  readonly term: string;
  readonly users: readonly LicensedUser[];
}

/** A batch that was planned by the host, or here: then with the effects that were shown, in the order of the selection. */
export type NewBatch =
  | { readonly id: string; readonly planId: string }
  | { readonly id: string; readonly request: BulkRequest; readonly shown: readonly { readonly productId: string; readonly effects: readonly Effect[] }[] };

/** A batch as lists show it. */
export interface BatchSummary {
  /** UUID made by the plugin when the administrator confirms; the idempotency key. */
  readonly id: string;
  readonly by: { readonly id: string; readonly name: string | null };
  readonly createdAt: number;
  /** When the last item was attempted, or it was stopped; null = not yet. */
  readonly endedAt: number | null;
  /** The administrator has cancelled the rest. Going on with it is still possible. */
  readonly stopped: boolean;
  readonly total: number;
  /**
   * How its items ended; the sum is `total`, always (BX-5). `unknown`: asked for, and not known to have been carried out or
   * not. `failed` may be tried again.
   */
  readonly tally: Tally;
  /** How many items that were applied or skipped have each effect; zeroes are left out. The sum is that of both. */
  readonly effects: EffectCounts;
  /** How many items failed with each code; zeroes are left out. The sum is that of the failed. */
  readonly codes: Readonly<Partial<Record<LicensingErrorCode, number>>>;
  /** Items are being carried out, or were a few seconds ago. Neither that nor ended nor stopped: interrupted. */
  readonly running: boolean;
  /** Items that ended otherwise than the plan showed. */
  readonly drift: number;
  readonly people: number;
  readonly products: readonly { readonly id: string; readonly name: string | null; readonly change: Change }[];
  /** The one person it is about; null = several. */
  readonly person: { readonly id: string; readonly name: string | null } | null;
  /** The batch that this one undoes, and the last one that undid this one. */
  readonly undoes: string | null;
  readonly undoneBy: string | null;
}

/** How neighbouring items of a batch ended, from the item at place `from` on. */
export interface SettledItems {
  readonly from: number;
  /** `effect` null: failed, with a code. */
  readonly items: readonly { readonly outcome: 'applied' | 'skipped' | 'failed'; readonly effect: Effect | null; readonly code: LicensingErrorCode | null }[];
  /** Of the products concerned, afterwards. */
  readonly seats: readonly { readonly productId: string; readonly seats: Seats }[];
}

/** An item of a batch and how it ended. */
export interface LedgerRow {
  /** Its place in the batch, from 0; with the batch's id its key. */
  readonly at: number;
  readonly user: { readonly id: string; readonly name: string | null; readonly login: string | null; readonly email: string | null };
  readonly product: { readonly id: string; readonly name: string | null };
  readonly change: Change;
  /** What the plan showed; null = it was not planned. */
  readonly planned: Effect | null;
  readonly outcome: Outcome;
  readonly effect: Effect | null;
  readonly code: LicensingErrorCode | null;
  readonly settledAt: number | null;
}

export interface ListPage<T> {
  readonly items: readonly T[];
  /** How many match, on whatever page. */
  readonly total: number;
  readonly next: string | null;
}

interface PageQuery {
  /** Of the page before; null = the first page. */
  readonly cursor: string | null;
  readonly limit: number;
}

export interface PlanQuery extends PageQuery {
  /** Null = of all products. */
  readonly productId: string | null;
  /** Null = all; never none. */
  readonly effects: readonly Effect[] | null;
  /** Part of a name, login or e-mail, in any case; empty = all. */
  readonly search: string;
}

export interface LedgerQuery extends PageQuery {
  readonly productId: string | null;
  /** Null = all; never none. */
  readonly outcomes: readonly Outcome[] | null;
  /** Null = all; else only items that ended with one of these, never none. */
  readonly effects: readonly Effect[] | null;
  /** Only items that ended otherwise than planned. */
  readonly drifted: boolean;
  readonly search: string;
}

export interface BatchesQuery extends PageQuery {
  /** Only those of who is signed in. */
  readonly mine: boolean;
  /** Only those that are neither ended nor stopped. */
  readonly open: boolean;
}

/**
 * The part of the port that is about many users at once. Every method rejects with a `LicensingError`, or with the
 * signal's reason when the caller aborts. Reads may be repeated; so may every write here, as each is keyed or says how
 * things are to be.
 */
export interface BulkGateway {
  /** Null: this host can't do it at all. */
  bulkCapabilities(signal: AbortSignal): Promise<BulkCapabilities | null>;
  products(signal: AbortSignal): Promise<readonly LicenseProduct[]>;
  /** Active people by part of a name, login or e-mail, the first few. */
  findUsers(search: string, signal: AbortSignal): Promise<readonly LicensedUser[]>;
  /** One answer for each term, in their order. At most `maxLookup` at once. */
  lookUp(terms: readonly string[], signal: AbortSignal): Promise<readonly Match[]>;

  /** Fixes a selection. Ids the host does not know are told, not dropped in silence. */
  select(source: SelectionSource, signal: AbortSignal): Promise<Selection & { readonly unknown: readonly string[] }>;
  population(selectionId: string, signal: AbortSignal): Promise<Population>;
  savedSets(signal: AbortSignal): Promise<readonly SavedSet[]>;
  /** Keeps a selection's people under a name; the same id again replaces it. */
  saveSet(set: { readonly id: string; readonly name: string; readonly selectionId: string }, signal: AbortSignal): Promise<SavedSet>;
  deleteSet(id: string, signal: AbortSignal): Promise<void>;

  /** Has the host plan. Nothing is changed. */
  plan(request: BulkRequest, signal: AbortSignal): Promise<BulkPlan>;
  /** Plans to take a batch back: only what is still as the batch has left it (BX-4). */
  planUndo(batchId: string, signal: AbortSignal): Promise<BulkPlan>;
  /** Cells of a plan that the host has made: a product after the other, each in the order of the selection. */
  planRows(planId: string, query: PlanQuery, signal: AbortSignal): Promise<ListPage<PlannedRow>>;

  /** Takes a batch on; nothing is carried out yet. The same again answers the same. */
  createBatch(batch: NewBatch, signal: AbortSignal): Promise<BatchSummary>;
  /**
   * Carries out the items from place `from` to before `to` that are not settled, in their order, and tells of all of
   * them. At most `maxApply`. Rejects when the connection breaks; what is not told then is unknown until it is asked for
   * again, or `settle` says so. Only whoever created the batch may; of two who do so at once, the later one goes on.
   */
  apply(batchId: string, from: number, to: number, signal: AbortSignal): AsyncIterable<SettledItems>;
  /** Has every earlier `apply` end, and tells how things stand then: nothing is unknown. */
  settle(batchId: string, signal: AbortSignal): Promise<BatchSummary>;
  /** Leaves the rest not attempted, after what is under way. */
  stop(batchId: string, signal: AbortSignal): Promise<BatchSummary>;

  batch(batchId: string, signal: AbortSignal): Promise<BatchSummary>;
  /** In the order of the items. */
  ledger(batchId: string, query: LedgerQuery, signal: AbortSignal): Promise<ListPage<LedgerRow>>;
  /** Latest first. */
  batches(query: BatchesQuery, signal: AbortSignal): Promise<ListPage<BatchSummary>>;
}
