import { type FieldReader, count, day, email, flag, instant, names, oneOf, required, source, text } from './fields.ts';

/** A column of an import file: how it may be headed and how its fields are read. */
export interface Column<T = unknown> {
  /** Other headings; upper and lower case, spaces, `-` and `_` make no difference. */
  readonly aliases: readonly string[];
  readonly required: boolean;
  readonly read: FieldReader<T>;
}

/** The columns of a file by their documented headings. */
export type Columns = Readonly<Record<string, Column>>;

/** What a record of a file with these columns becomes. Absent optional columns read as empty fields. */
export type Values<C extends Columns> = { readonly [K in keyof C]: C[K] extends Column<infer T> ? T : never };

function column<T>(read: FieldReader<T>, ...aliases: string[]): Column<T> {
  return { aliases, required: false, read };
}

function key<T>(read: FieldReader<T | null>, ...aliases: string[]): Column<T> {
  return { aliases, required: true, read: required(read) };
}

const login = key(text(191), 'username', 'user name', 'user login', 'user id', 'account');
const sku = key(text(191), 'product code', 'product id', 'package', 'package id', 'license code');

export const userColumns = {
  login,
  name: key(text(191), 'full name', 'display name', 'contact'),
  email: column(email, 'e-mail', 'mail', 'email address', 'e-mail address'),
  active: column(flag(true), 'is active', 'enabled', 'status'),
  job_title: column(text(200), 'title', 'position', 'job'),
  department: column(text(200), 'dept', 'unit', 'team'),
  roles: column(names(200), 'role', 'groups', 'functional roles'),
} satisfies Columns;

export const licenseColumns = {
  sku,
  name: key(text(500), 'product', 'product name', 'license', 'license name'),
  vendor: column(text(200), 'publisher', 'manufacturer', 'supplier'),
  type: key(
    oneOf({
      named: 'named', personal: 'named', fixed: 'named', 'fixed user': 'named', user: 'named',
      concurrent: 'concurrent', floating: 'concurrent', competitive: 'concurrent',
      server: 'server', unlimited: 'server',
    }),
    'license type',
  ),
  count: column(count, 'quantity', 'qty', 'seats', 'paid', 'number of licenses'),
  start: column(day, 'start date', 'valid from', 'from'),
  due: column(day, 'due date', 'end', 'end date', 'expires', 'expiry date', 'valid to', 'valid until', 'until'),
  order: column(text(200), 'order number', 'order no', 'purchase order', 'po number'),
} satisfies Columns;

export const assignmentColumns = {
  login,
  sku,
  granted_at: column(instant, 'granted', 'granted on', 'assigned', 'assigned at', 'assigned on', 'since', 'date'),
  source: column(source, 'origin'),
} satisfies Columns;

/** A header as it is compared: `E-Mail Address` → `e mail address`. */
export function normalHeading(heading: string): string {
  return heading.toLowerCase().replace(/[\s_-]+/g, ' ').trim();
}

/** Which field of a record is which column. */
export interface Layout<C extends Columns> {
  /** Index into a record's fields; undefined = the file has no such column. */
  readonly index: { readonly [K in keyof C]?: number };
  /** Headings as they stand in the file. */
  readonly headings: readonly string[];
  readonly unknown: readonly string[];
}

/** Finds the columns in a header, in any order, or says what is wrong with it. */
export function layOut<C extends Columns>(columns: C, header: readonly string[]): Layout<C> | { readonly reason: string } {
  const byHeading = new Map<string, keyof C & string>();
  for (const [name, { aliases }] of Object.entries(columns)) {
    for (const heading of [name, ...aliases]) byHeading.set(normalHeading(heading), name);
  }
  const index: { [K in keyof C]?: number } = {};
  const unknown: string[] = [];
  for (const [position, heading] of header.entries()) {
    const name = byHeading.get(normalHeading(heading));
    if (name === undefined) {
      if (heading !== '') unknown.push(heading);
    } else if (index[name] !== undefined) {
      return { reason: `the columns "${header[index[name]]}" and "${heading}" both mean ${name}; keep one.` };
    } else index[name] = position;
  }
  const missing = Object.keys(columns).filter((name) => columns[name]!.required && index[name] === undefined);
  if (missing.length) {
    return { reason: `the required ${missing.length > 1 ? 'columns' : 'column'} ${missing.join(', ')} ${missing.length > 1 ? 'are' : 'is'} missing; the header is ${header.join(', ')}.` };
  }
  return { index, headings: header, unknown };
}
