/** A question to Creatio's DataService, in our words; `toWire` says it in Creatio's. */
export interface SelectQuery {
  /** Such as `SysAdminUnit`. */
  readonly schema: 'SysAdminUnit' | 'SysUserSession';
  /** Column paths by the name they have in the rows, such as `{ Name: 'Contact.Name' }`. */
  readonly columns: Readonly<Record<string, string>>;
  /** All have to hold. */
  readonly where?: readonly Condition[];
  readonly orderBy?: readonly { readonly column: string; readonly descending?: boolean }[];
  /** Most rows. */
  readonly limit?: number;
  readonly offset?: number;
}

export type Condition =
  | { readonly kind: 'compare'; readonly path: string; readonly by: '=' | '<>' | '<' | '<=' | '>' | '>='; readonly value: Value }
  | { readonly kind: 'contains'; readonly path: string; readonly part: string }
  | { readonly kind: 'in'; readonly path: string; readonly values: readonly Value[] }
  | { readonly kind: 'null'; readonly path: string; readonly is: boolean }
  | { readonly kind: 'any'; readonly of: readonly Condition[] }
  | { readonly kind: 'all'; readonly of: readonly Condition[] };

/** With its type, as Creatio wants it told. An instant is milliseconds since the epoch. */
export type Value =
  | { readonly type: 'guid'; readonly value: string }
  | { readonly type: 'text'; readonly value: string }
  | { readonly type: 'number'; readonly value: number }
  | { readonly type: 'boolean'; readonly value: boolean }
  | { readonly type: 'instant'; readonly value: number };
