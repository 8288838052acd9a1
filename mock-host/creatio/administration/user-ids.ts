import { sql } from 'kysely';
import * as z from 'zod/mini';
import { BadRequest, type Method, bodyOf } from '../call.ts';

/** `GetUserIds {filtersConfig}`: everybody a list of users shows. The stand-in takes no filter but the empty one. */
export const getUserIds: Method = {
  needs: ['CanViewLicenses', 'CanManageLicUsers'],
  async run(call) {
    const { filtersConfig } = bodyOf(call, z.object({ filtersConfig: z.nullish(z.string()) }));
    if (filtersConfig) throw new BadRequest('filtersConfig: nothing expected');
    const rows = await call.database.db.selectFrom('app_user').select('id').where('kind', '=', 'person').orderBy(sql`lower(name) collate "C"`).orderBy('id').execute();
    return rows.map(({ id }) => id);
  },
};
