import { access, constants, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { StartError, systemCode } from '../../start/start-error.ts';
import type { Database } from '../database/open.ts';
import { checkAssignments, mergeAssignments, stageAssignments } from './assignments.ts';
import { checkLicenses, mergeLicenses, stageLicenses } from './licenses.ts';
import { ImportProblems } from './problems.ts';
import { checkUsers, mergeUsers, stageUsers } from './users.ts';

const files = ['users.csv', 'licenses.csv', 'assignments.csv'] as const;
const listed = 200;

/**
 * Imports users.csv, licenses.csv and assignments.csv from a folder (docs/import-format.md), all or nothing. Importing
 * the same files again changes nothing. Throws a `StartError` that lists every bad line, and then nothing has changed.
 */
export async function importFolder(database: Database, folder: string, log: (line: string) => void): Promise<void> {
  for (const file of files) await checkReadable(folder, file);
  const problems = new ImportProblems();
  const progress = once(log);
  const common = { problems, notice: log, progress: (file: string, lines: number) => progress(`${file}: ${number(lines)} lines read`) };

  const done = await database.db.transaction().execute(async (db) => {
    await sql`select set_config('licensing.origin', 'import', true), set_config('licensing.quiet', 'on', true)`.execute(db);
    const users = await stageUsers(db, { ...common, path: join(folder, files[0]) });
    const licenses = await stageLicenses(db, { ...common, path: join(folder, files[1]) });
    const assignments = await stageAssignments(db, { ...common, path: join(folder, files[2]) }, new Date());

    progress('All lines are read; they are checked and merged …');

    // What is good is merged even when something else is bad: so later files are checked against what would be there,
    // and every bad line is found at once. The transaction ends in nothing then.
    await checkLicenses(db, licenses, problems);
    const mergedLicenses = await mergeLicenses(db, licenses);
    await checkUsers(db, users, problems);
    const mergedUsers = await mergeUsers(db, users, problems);
    await checkAssignments(db, assignments, problems, { users: users.complete, licenses: licenses.complete });
    if (problems.total > 0) throw refused(problems);
    const mergedAssignments = await mergeAssignments(db, (added) => progress(`${number(added)} assignments added`));
    return { users, mergedUsers, licenses, mergedLicenses, assignments, mergedAssignments };
  });

  const { mergedUsers, mergedLicenses, mergedAssignments } = done;
  log(
    `Imported ${number(done.users.lines)} users (${number(mergedUsers.added)} new, ${number(mergedUsers.changed)} changed), ` +
      `${number(done.licenses.lines)} licenses (${number(mergedLicenses.products)} new products, ${number(mergedLicenses.terms)} new terms, ` +
      `${number(mergedLicenses.changed)} changed), ${number(done.assignments.lines)} assignments (${number(mergedAssignments.added)} new).`,
  );
  await sql`analyze`.execute(database.db);
}

async function checkReadable(folder: string, file: string): Promise<void> {
  try {
    const path = join(folder, file);
    await access(path, constants.R_OK);
    // A pipe would keep us waiting for ever.
    if (!(await stat(path)).isFile()) throw new StartError(`${path} is not a file.`);
  } catch (error) {
    if (error instanceof StartError) throw error;
    throw new StartError(
      systemCode(error) === 'ENOENT'
        ? `The import folder ${folder} has no ${file}; it needs ${files.join(', ')}.`
        : `${join(folder, file)} can't be read (${systemCode(error)}).`,
    );
  }
}

function refused(problems: ImportProblems): StartError {
  const lines = problems.total === 1 ? 'one problem' : `${number(problems.total)} problems`;
  return new StartError(`The import was refused and nothing was changed, because of ${lines}:`, problems.report(files, listed));
}

/** Lets one line a second through, so that a terminal shows progress and a log is not flooded. */
function once(log: (line: string) => void): (line: string) => void {
  let last = performance.now();
  return (line) => {
    if (performance.now() - last < 1000) return;
    last = performance.now();
    log(line);
  };
}

function number(value: number): string {
  return value.toLocaleString('en');
}
