import { type Kysely, sql } from 'kysely';
import type { Tables } from '../database/tables.ts';
import { licenseColumns } from './columns.ts';
import { type ImportProblems, quote } from './problems.ts';
import { type StageOptions, type StagedFile, refuse, stage } from './staging.ts';

type Common = Pick<StageOptions<typeof licenseColumns>, 'path' | 'problems' | 'notice' | 'progress'>;
export type StagedLicenses = StagedFile<typeof licenseColumns>;

export function stageLicenses(db: Kysely<Tables>, common: Common): Promise<StagedLicenses> {
  return stage(db, {
    ...common,
    file: 'licenses.csv',
    table: 'import_license',
    columns: licenseColumns,
    types: { sku: 'text', name: 'text', vendor: 'text', type: 'text', count: 'integer', start: 'date', due: 'date', order: 'text' },
    check({ type, count, start, due }) {
      if (type !== 'server' && count === null) return { column: 'count', reason: `is empty; a ${type} license needs a number of seats.` };
      if (start !== null && due !== null && due < start) return { column: 'due', reason: `${due} is before the start, ${start}.` };
      return null;
    },
  });
}

/** What says which purchase a line is: its order, or without one its days. */
const purchase = sql.raw(`sku, "order", case when "order" is null then coalesce(start::text, '') || '/' || coalesce(due::text, '') end`);

/** Checks that the lines of a product agree with each other and with the product that is there. */
export async function checkLicenses(db: Kysely<Tables>, staged: StagedLicenses, problems: ImportProblems): Promise<void> {
  for (const column of ['name', 'vendor', 'type'] as const) {
    const differing = await sql<{ line: number; sku: string; first: number }>`
      select i.line, i.sku, f.line as first from import_license i
      join (select distinct on (sku) * from import_license where not bad order by sku, line) f on f.sku = i.sku
      where not i.bad and i.${sql.ref(column)} is distinct from f.${sql.ref(column)} order by i.line`.execute(db);
    await refuse(db, staged, problems, column, differing.rows.map(({ line, sku, first }) => ({
      line,
      reason: `differs from line ${first}, which is about ${quote(sku)} too.`,
    })));
  }

  const twice = await sql<{ line: number; order: string | null; first: number }>`
    select line, "order", first from (
      select line, "order", min(line) over (partition by ${purchase}) as first from import_license where not bad
    ) given where line <> first`.execute(db);
  await refuse(db, staged, problems, 'order', twice.rows.map(({ line, order, first }) => ({
    line,
    reason: order === null ? `the same purchase (no order, same days) is in line ${first} already.` : `${quote(order)} is in line ${first} already.`,
  })));

  const changed = await sql<{ line: number; type: string }>`
    select i.line, p.type from import_license i join product p on p.sku = i.sku
    where not i.bad and p.type <> i.type`.execute(db);
  await refuse(db, staged, problems, 'type', changed.rows.map(({ line, type }) => ({ line, reason: `the product is there already, and it is ${type}.` })));
}

/** Adds new products and purchases and changes those that differ; none is removed. */
export async function mergeLicenses(db: Kysely<Tables>, staged: StagedLicenses): Promise<{ products: number; terms: number; changed: number }> {
  const vendor = staged.present.has('vendor');
  const renamed = await sql`
    update product p set name = i.name, vendor = ${vendor ? sql.ref('i.vendor') : sql.ref('p.vendor')}
    from (select distinct on (sku) * from import_license where not bad order by sku, line) i
    where p.sku = i.sku and (p.name <> i.name ${vendor ? sql`or p.vendor is distinct from i.vendor` : sql``})`.execute(db);
  const products = await sql`
    insert into product (sku, name, vendor, type)
    select distinct on (sku) sku, name, vendor, type from import_license i
    where not bad and not exists (select 1 from product p where p.sku = i.sku) order by sku, line`.execute(db);

  // The same order, or without one the same days, is the same purchase.
  await sql`
    create temporary table import_term on commit drop as
    select i.line, p.id as product_id, i.start, i.due, coalesce(i.count, 0) as count, i."order" as order_no,
      (select min(t.id) from term t where t.product_id = p.id and case when i."order" is null
        then t.order_no is null and t.start is not distinct from i.start and t.due is not distinct from i.due
        else t.order_no = i."order" end) as term_id
    from import_license i join product p on p.sku = i.sku where not i.bad`.execute(db);
  const moved = await sql`
    update term t set start = i.start, due = i.due, count = i.count from import_term i
    where t.id = i.term_id and (t.start, t.due, t.count) is distinct from (i.start, i.due, i.count)`.execute(db);
  const terms = await sql`
    insert into term (product_id, start, due, count, order_no)
    select product_id, start, due, count, order_no from import_term where term_id is null order by line`.execute(db);
  return {
    products: Number(products.numAffectedRows ?? 0),
    terms: Number(terms.numAffectedRows ?? 0),
    changed: Number(renamed.numAffectedRows ?? 0) + Number(moved.numAffectedRows ?? 0),
  };
}
