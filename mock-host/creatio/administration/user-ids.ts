import { sql } from 'kysely';
import * as z from 'zod/mini';
import { type Method, bodyOf, textOf } from '../call.ts';
import { columnAt, conditionOf } from '../data-service/conditions.ts';
import { schemas } from '../data-service/schemas.ts';
import { selectRequest } from '../data-service/shape.ts';

const SCHEMA = 'SysAdminUnit';

/** `GetUserIds {filtersConfig}`: everybody a list of users shows, on all of its pages. The filters are text, those of a `SelectQuery`. */
export const getUserIds: Method = {
  needs: ['CanViewLicenses', 'CanManageLicUsers'],
  async run(call) {
    const { filtersConfig } = bodyOf(call, z.object({ filtersConfig: z.nullish(z.string()) }));
    const schema = schemas.get(SCHEMA)!;
    const { timeZone = 'UTC' } = call.settings;
    const filters = filtersConfig ? textOf(filtersConfig, selectRequest.shape.filters, 'filtersConfig') : null;
    const { rows } = await sql<{ id: string }>`
      select u.id from ${sql.raw(schema.from)} where u.type = 4
      ${filters ? sql`and ${conditionOf(filters, (path) => columnAt(schema, path, SCHEMA), timeZone)}` : sql``}
      order by lower(u.contact) collate "C", u.id`.execute(call.database.db);
    return rows.map(({ id }) => id);
  },
};
