import type { Migration, MigrationProvider } from 'kysely/migration';
import * as people from './migrations/0001-people.ts';
import * as licenses from './migrations/0002-licenses.ts';
import * as history from './migrations/0003-history.ts';
import * as counting from './migrations/0004-counting.ts';
import * as assignments from './migrations/0005-assignments.ts';
import * as useAndRoles from './migrations/0006-use-and-roles.ts';
import * as sessionEvents from './migrations/0007-session-events.ts';
import * as sessionEnds from './migrations/0008-session-ends.ts';
import * as sessionLists from './migrations/0010-session-lists.ts';
import * as sessionEndings from './migrations/0011-session-endings.ts';
import * as sessionNews from './migrations/0012-session-news.ts';
import * as plans from './migrations/0013-plans.ts';
import * as batchJournal from './migrations/0014-batch-journal.ts';

/** In the order they run. What has been released is never edited: a change is a new file. */
const all: Record<string, Migration> = {
  '0001-people': people,
  '0002-licenses': licenses,
  '0003-history': history,
  '0004-counting': counting,
  '0005-assignments': assignments,
  '0006-use-and-roles': useAndRoles,
  '0007-session-events': sessionEvents,
  '0008-session-ends': sessionEnds,
  '0010-session-lists': sessionLists,
  '0011-session-endings': sessionEndings,
  '0012-session-news': sessionNews,
  '0013-plans': plans,
  '0014-batch-journal': batchJournal,
};

export const migrations: MigrationProvider = { getMigrations: () => Promise.resolve(all) };
