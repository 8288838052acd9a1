import { type Kysely, sql } from 'kysely';
import type { Tables } from '../database/tables.ts';
import { demoAssignments } from './demo-assignments.ts';
import { demoPeople } from './demo-people.ts';
import { type DemoProduct, companyProducts, storyProducts } from './demo-products.ts';
import { demoSessions } from './demo-sessions.ts';
import { personas } from './personas.ts';
import { insertRows } from './rows.ts';
import { stableId } from './stable-id.ts';

const dayMs = 86_400_000;

/**
 * The demo company: 1,000 users, 25 products, Caleb Jones. People and figures are the same every time; days are counted
 * from `now`, so that the company is as old and as current whenever it is made.
 */
export async function fillDemo(db: Kysely<Tables>, now: Date): Promise<void> {
  const people = demoPeople();
  const products = [...storyProducts, ...companyProducts];
  const today = Date.parse(now.toISOString().slice(0, 10));
  const day = (offset: number) => new Date(today + offset * dayMs).toISOString().slice(0, 10);
  // Within working hours; what happened today happened before now.
  const moment = (daysAgo: number, number: number) =>
    new Date(daysAgo > 0 ? today - daysAgo * dayMs + (8 * 60 + ((number * 37) % 540)) * 60_000 : Math.max(today, now.getTime() - (number % 60) * 60_000)).toISOString();

  await insertRows(
    db,
    'app_user',
    { id: 'uuid', login: 'text', name: 'text', email: 'text', active: 'boolean', job_title: 'text', department: 'text', phone: 'text', created_at: 'timestamptz' },
    people.map((person, index) => ({ ...person, job_title: person.jobTitle, created_at: moment(person.hiredDaysAgo, index) })),
  );

  const roleNames = [...new Set(people.flatMap((person) => person.roles))];
  await insertRows(db, 'role', { id: 'uuid', name: 'text' }, roleNames.map((name) => ({ id: roleId(name), name })));
  await insertRows(
    db,
    'role_member',
    { role_id: 'uuid', user_id: 'uuid' },
    people.flatMap(({ id, roles }) => roles.map((role) => ({ role_id: roleId(role), user_id: id }))),
  );

  await insertRows(
    db,
    'product',
    { id: 'uuid', sku: 'text', name: 'text', vendor: 'text', type: 'text', reassign_limit: 'integer', reassign_days: 'integer' },
    products.map((product) => ({
      ...product,
      id: productId(product),
      reassign_limit: product.reassignments ?? null,
      reassign_days: product.reassignments === undefined ? null : 30,
    })),
  );
  await insertRows(
    db,
    'role_grant',
    { role_id: 'uuid', product_id: 'uuid' },
    products.filter(({ role }) => role !== undefined).map((product) => ({ role_id: roleId(product.role!), product_id: productId(product) })),
  );
  await insertRows(
    db,
    'term',
    { product_id: 'uuid', start: 'date', due: 'date', count: 'integer', order_no: 'text' },
    products.flatMap((product, index) =>
      product.terms.map(({ count, start, due }, term) => ({
        product_id: productId(product),
        start: day(start),
        // Nobody can be granted what has run out, the database sees to that; so it runs out after its holders were, though a day may end meanwhile.
        due: due === null ? null : day(wasHeld(product) ? Math.max(due, 1) : due),
        count,
        order_no: `PO-${10_240 + index * 7 + term}`,
      })),
    ),
  );

  const admins = personas.filter(({ roleLevel }) => roleLevel !== 'user');
  await insertRows(
    db,
    'assignment',
    {
      user_id: 'uuid', user_active: 'boolean', product_id: 'uuid', source: 'text', role_id: 'uuid', granted_at: 'timestamptz', granted_by: 'uuid',
      recalled_at: 'timestamptz', recalled_by: 'uuid', last_used_at: 'timestamptz',
    },
    demoAssignments(people).map(({ person, product, role, grantedDaysAgo, recalledDaysAgo, usedDaysAgo }, index) => ({
      user_id: person.id,
      user_active: person.active,
      product_id: productId(product),
      source: role === null ? 'direct' : 'role',
      role_id: role === null ? null : roleId(role),
      granted_at: moment(grantedDaysAgo, index),
      granted_by: role === null ? admins[index % admins.length]!.id : null,
      recalled_at: recalledDaysAgo === null ? null : moment(recalledDaysAgo, index + 1),
      recalled_by: recalledDaysAgo === null ? null : admins[(index + 1) % admins.length]!.id,
      last_used_at: usedDaysAgo === null ? null : moment(usedDaysAgo, index + 2),
    })),
  );
  for (const product of products.filter(wasHeld)) {
    await sql`update term set due = ${day(product.terms[0]!.due!)} where product_id = ${productId(product)}`.execute(db);
  }

  for (const product of products.filter(({ inUse }) => inUse !== undefined)) {
    await sql`
      insert into lease (product_id, user_id, started_at, heartbeat_at)
      select product_id, user_id, ${moment(0, 50)}, ${moment(0, 0)} from assignment
      where product_id = ${productId(product)} and counted order by user_id limit ${product.inUse!}`.execute(db);
  }
  await insertRows(
    db,
    'session',
    {
      id: 'uuid', user_id: 'uuid', token_hash: 'text', csrf_token: 'text', made_up: 'boolean', kind: 'text', address: 'text', agent: 'text',
      started_at: 'timestamptz', last_request_at: 'timestamptz', ended_at: 'timestamptz', end_method: 'text', ended_by: 'uuid', end_reason: 'text',
    },
    demoSessions(people, now),
  );
}

/** Held by somebody although its only term is over. */
function wasHeld({ terms, holders }: DemoProduct): boolean {
  return holders > 0 && terms.length === 1 && terms[0]!.due !== null && terms[0]!.due < 0;
}

function productId({ sku }: DemoProduct): string {
  return stableId(`product ${sku}`);
}

function roleId(name: string): string {
  return stableId(`role ${name}`);
}
