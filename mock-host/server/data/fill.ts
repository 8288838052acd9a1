import { type Kysely, sql } from 'kysely';
import type { DatasetName } from '../../scenarios/scenarios.ts';
import { hashPassword } from '../auth/password.ts';
import type { Database } from '../database/open.ts';
import type { Tables } from '../database/tables.ts';
import { personaPassword, personas, systemAccounts } from './personas.ts';
import { insertRows } from './rows.ts';

/**
 * Fills a new data set, in one transaction: a process that is killed meanwhile, or a second one that starts at the same
 * time, leaves either nothing or everything. Does nothing to a data set that has users. Answers whether it did something.
 */
export async function fill(database: Database, name: DatasetName, log: (line: string) => void): Promise<boolean> {
  return database.db.transaction().execute(async (db) => {
    await sql`select pg_advisory_xact_lock(hashtext('mock-host fill'))`.execute(db);
    const { rows } = await sql<{ filled: boolean }>`select exists (select 1 from app_user) as filled`.execute(db);
    if (rows[0]?.filled) return false;
    await sql`select set_config('licensing.origin', 'demo', true), set_config('licensing.quiet', 'on', true)`.execute(db);
    await insertAccounts(db);
    switch (name) {
      case 'demo': {
        const { fillDemo } = await import('./demo.ts');
        await fillDemo(db, new Date());
        break;
      }
      case 'large': {
        log('Loading the large company, once; this takes a minute or two …');
        const { fillLarge } = await import('./large.ts');
        await fillLarge(db, log);
        break;
      }
      case 'empty':
      case 'imported':
        break;
    }
    // So that the first queries are planned on figures, not on guesses.
    await sql`analyze`.execute(db);
    return true;
  });
}

async function insertAccounts(db: Kysely<Tables>): Promise<void> {
  const passwordHash = await hashPassword(personaPassword);
  await insertRows(
    db,
    'app_user',
    { id: 'uuid', login: 'text', name: 'text', email: 'text', kind: 'text', role_level: 'text', job_title: 'text', department: 'text', password_hash: 'text' },
    [
      ...personas.map((persona) => ({
        ...persona,
        email: `${persona.login}@northfield.example`,
        kind: 'person',
        role_level: persona.roleLevel,
        job_title: persona.jobTitle,
        department: 'Information technology',
        password_hash: passwordHash,
      })),
      ...systemAccounts.map((account) => ({ ...account, email: null, kind: 'system', role_level: 'user', job_title: null, department: null, password_hash: null })),
    ],
  );
  await insertRows(
    db,
    'user_operation',
    { user_id: 'uuid', operation: 'text' },
    personas.flatMap(({ id, operations }) => operations.map((operation) => ({ user_id: id, operation }))),
  );
}
