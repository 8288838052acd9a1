import type { ColumnType, Generated, GeneratedAlways } from 'kysely';
import type { Wire, seats } from '../../../src/host/rest/wire.ts';
import type { Change, Effect } from '../../../src/licensing/rules.ts';
import type { EndMethod } from '../../../src/licensing/session.ts';

/** An instant: ISO text with `Z` when read; ISO text or nothing (= now) when written. */
type Moment = ColumnType<string, string | undefined, string>;
type OptionalMoment = ColumnType<string | null, string | null | undefined, string | null>;
/** An ISO day, such as `2026-11-21`. */
type OptionalDay = ColumnType<string | null, string | null | undefined, string | null>;
type Optional<T> = ColumnType<T | null, T | null | undefined, T | null>;
type Counted<T> = ColumnType<T, never, never>;
type Json<T> = ColumnType<T, string, string>;
type WireSeats = Wire<typeof seats>;

export interface AppUser {
  id: Generated<string>;
  login: string;
  name: string;
  email: Optional<string>;
  kind: Generated<'person' | 'system'>;
  active: Generated<boolean>;
  role_level: Generated<'user' | 'admin' | 'it-admin' | 'super-admin'>;
  job_title: Optional<string>;
  department: Optional<string>;
  phone: Optional<string>;
  password_hash: Optional<string>;
  created_at: Moment;
  last_login_at: OptionalMoment;
  last_activity_at: OptionalMoment;
}

export interface Product {
  id: Generated<string>;
  sku: string;
  name: string;
  vendor: Optional<string>;
  type: 'named' | 'concurrent' | 'server';
  trial: Generated<boolean>;
  reassign_limit: Optional<number>;
  reassign_days: Optional<number>;
  reset_limit: Optional<number>;
  created_at: Moment;
}

export interface Assignment {
  id: GeneratedAlways<number>;
  user_id: string;
  /** Has to equal the user's `active`; the foreign key compares and follows. */
  user_active: Generated<boolean>;
  product_id: string;
  source: Generated<'direct' | 'role'>;
  role_id: Optional<string>;
  access_level: Optional<string>;
  account: Optional<string>;
  notes: Optional<string>;
  granted_at: Moment;
  granted_by: Optional<string>;
  recalled_at: OptionalMoment;
  recalled_by: Optional<string>;
  last_used_at: OptionalMoment;
  counted: GeneratedAlways<boolean>;
}

/** A view: a product's figures today. */
export interface ProductFigures {
  product_id: Counted<string>;
  type: Counted<'named' | 'concurrent' | 'server'>;
  paid: Counted<number | null>;
  used: Counted<number>;
  assigned: Counted<number>;
  in_use: Counted<number>;
  version: Counted<number>;
  term_state: Counted<'current' | 'expired' | 'future' | 'none'>;
  start: Counted<string | null>;
  due: Counted<string | null>;
}

export interface Session {
  id: Generated<string>;
  user_id: string;
  token_hash: string;
  csrf_token: string;
  kind: Generated<'web' | 'api' | 'mobile' | 'explorer'>;
  address: Optional<string>;
  agent: Optional<string>;
  started_at: Moment;
  /** Noted now and then; see `NOTE_EVERY_SECONDS`. */
  last_request_at: Moment;
  /** When it is to be ended, as somebody asked for; it is in use until then. */
  ending_at: OptionalMoment;
  ended_at: OptionalMoment;
  end_method: Optional<EndMethod>;
  /** Who asked for its end and why; with `ending_at` known before it has ended. */
  ended_by: Optional<string>;
  end_reason: Optional<string>;
  /** Of its user, kept by triggers while it is active. */
  user_login: Counted<string>;
  user_name: Counted<string>;
  user_words: Counted<string>;
  /** Nobody signed in for it, and nobody's token opens it. */
  made_up: Generated<boolean>;
}

export interface BatchItemRow {
  batch_id: string;
  /** From 0. */
  at: number;
  /** What history calls it; the place as text, unless whoever sent it had a word of their own. */
  key: string;
  user_id: string;
  product_id: string;
  change: Change;
  if_holds: Optional<string>;
  planned: Optional<Effect>;
  /** The history entry that has to be the latest of user and product still. */
  expects: Optional<number>;
  /** Null = open. */
  outcome: Optional<'applied' | 'skipped' | 'failed'>;
  effect: Optional<Effect>;
  code: Optional<string>;
  seats: ColumnType<unknown, string | null, string | null>;
  settled_at: OptionalMoment;
}

export interface BatchRow {
  id: string;
  actor_id: string;
  content_hash: string;
  item_count: number;
  created_at: Moment;
  /** When the last item was attempted. */
  completed_at: OptionalMoment;
  stopped_at: OptionalMoment;
  undoes: Optional<string>;
  /** What whoever applies it has to show. */
  run: Optional<string>;
  ran_at: OptionalMoment;
  /** Places below were asked for, those below `done_to` are settled. */
  asked: Generated<number>;
  done_to: Generated<number>;
  effects: ColumnType<Partial<Record<Effect, number>>, string | undefined, string>;
  codes: ColumnType<Record<string, number>, string | undefined, string>;
  drift: Generated<number>;
  people: Generated<number>;
  /** The user, when there is but one. */
  person: Optional<string>;
  products: ColumnType<{ id: string; change: Change }[], string | undefined, string>;
}

export interface Tables {
  app_user: AppUser;
  user_operation: { user_id: string; operation: string };
  role: { id: Generated<string>; name: string; description: Optional<string> };
  role_member: { role_id: string; user_id: string; added_at: Moment };
  role_grant: { role_id: string; product_id: string };
  organization: { id: Generated<string>; name: string };
  organization_member: {
    organization_id: string; user_id: string; is_admin: Generated<boolean>; joined_at: Moment; removed_at: OptionalMoment;
  };
  invitation: {
    id: Generated<string>; organization_id: Optional<string>; email: string; user_id: Optional<string>;
    as_admin: Generated<boolean>; profile: Optional<string>; token_hash: string; invited_by: Optional<string>;
    invited_at: Moment; resent_at: OptionalMoment; accepted_at: OptionalMoment; expires_at: OptionalMoment;
  };
  service_account: {
    id: Generated<string>; organization_id: Optional<string>; name: string; description: Optional<string>;
    secret_hash: string; secret_made_at: Moment; created_by: Optional<string>; created_at: Moment; removed_at: OptionalMoment;
  };
  session: Session;
  session_policy: {
    id: Generated<boolean>; idle_minutes: Optional<number>; max_per_user: Generated<number>;
    changed_at: Moment; changed_by: Optional<string>; version: Generated<number>;
  };
  /** What statements did to the number of active sessions, kept by triggers; the sum of the rows is the number. */
  session_count: { id: Counted<number>; web: Counted<number>; api: Counted<number>; mobile: Counted<number> };
  session_end_batch: { id: string; actor_id: string; content_hash: string; created_at: Moment };
  session_end_item: {
    batch_id: string; session_id: string; outcome: 'applied' | 'skipped' | 'failed'; effect: Optional<string>; code: Optional<string>;
    end_at: OptionalMoment; end_method: Optional<EndMethod>; end_by: Optional<string>; end_reason: Optional<string>; settled_at: Moment;
  };
  session_sample: { at: string; count: number };
  sign_in_failure: { id: GeneratedAlways<number>; login: string; address: string; at: Moment };
  product: Product;
  term: {
    id: GeneratedAlways<number>; product_id: string; start: OptionalDay; due: OptionalDay; count: Generated<number>;
    order_no: Optional<string>;
  };
  product_seats: { product_id: Counted<string>; assigned: Counted<number>; in_use: Counted<number>; version: Counted<number> };
  product_figures: ProductFigures;
  assignment: Assignment;
  device: {
    id: Generated<string>; product_id: string; user_id: Optional<string>; name: string; fingerprint: string;
    activated_at: Moment; heartbeat_at: OptionalMoment; deactivated_at: OptionalMoment; deactivated_by: Optional<string>;
  };
  lease: {
    id: GeneratedAlways<number>; product_id: string; user_id: string; device_id: Optional<string>; started_at: Moment;
    heartbeat_at: Moment; ended_at: OptionalMoment; end_method: Optional<'closed' | 'released' | 'lapsed' | 'recalled'>;
  };
  history: {
    id: Counted<number>; at: Counted<string>; recorded_at: Counted<string>; change: Counted<'grant' | 'recall'>;
    user_id: Counted<string>; product_id: Counted<string>; assignment_id: Counted<number>; source: Counted<'direct' | 'role'>;
    role_id: Counted<string | null>; actor_id: Counted<string | null>; origin: Counted<string>;
    batch_id: Counted<string | null>; item_key: Counted<string | null>;
  };
  outbox: {
    id: GeneratedAlways<number>; event: 'software.assigned' | 'software.revoked'; history_id: number; created_at: Moment;
    delivered_at: OptionalMoment; attempts: Generated<number>;
  };
  batch: BatchRow;
  batch_item: BatchItemRow;
  selection: { id: Generated<string>; actor_id: string; created_at: Moment; user_ids: string[] };
  saved_set: { actor_id: string; id: string; name: string; user_ids: string[]; saved_at: Moment };
  plan: {
    id: Generated<string>; actor_id: string; created_at: Moment; selection_id: Optional<string>; user_ids: Optional<string[]>;
    undoes: Optional<string>; people: number; sessions: number;
  };
  plan_column: {
    plan_id: string; position: number; product_id: string; change: Change; if_holds: Optional<string>; effects: string;
    expects: Optional<number[]>; seats_before: Json<WireSeats>; seats_after: Json<WireSeats>;
  };
  /** A view: the cells of plans. */
  plan_cell: {
    plan_id: Counted<string>; position: Counted<number>; place: Counted<number>; product_id: Counted<string>; change: Counted<Change>;
    if_holds: Counted<string | null>; user_id: Counted<string>; effect: Counted<Effect>; expects: Counted<number | null>;
  };
  notification: {
    id: GeneratedAlways<number>; user_id: string; kind: string; batch_id: Optional<string>; detail: Json<unknown>;
    created_at: Moment; read_at: OptionalMoment;
  };
}
