import * as z from 'zod/mini';
import { createCreatioApi } from './creatio-api.ts';
import type { CreatioOptions } from './creatio-options.ts';
import { active, people } from './users.ts';
import { guid } from './wire.ts';

/**
 * The user of a person, where the host tells only who the person is.
 * @returns empty when that can't be told: a person may have no user, or several
 */
export async function findUser(options: CreatioOptions, contactId: string): Promise<string> {
  try {
    const users = await createCreatioApi(options).select(
      {
        schema: 'SysAdminUnit',
        columns: { Id: 'Id' },
        where: [
          { kind: 'compare', path: 'Contact', by: '=', value: { type: 'guid', value: contactId } },
          people,
          active(true),
        ],
        limit: 2,
      },
      z.object({ Id: guid }),
      AbortSignal.timeout(30_000),
    );
    return users.length === 1 ? users[0]!.Id : '';
  } catch {
    return '';
  }
}
