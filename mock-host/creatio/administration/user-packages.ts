import { sql } from 'kysely';
import * as z from 'zod/mini';
import { type availablePackages, guid } from '../../../src/host/creatio/wire.ts';
import type { AssignmentSource, LicenseType } from '../../../src/licensing/license.ts';
import { type Method, bodyOf } from '../call.ts';
import { sourceCodes, typeCodes } from '../license-service/read.ts';

interface Row {
  readonly id: string;
  readonly name: string;
  readonly type: LicenseType;
  readonly current: boolean;
  /** Sum of the terms that cover today. */
  readonly paid: number;
  /** Of these the one that lasts longest. */
  readonly latest: number;
  readonly assigned: number;
  /** Null: not held by a user who is active. */
  readonly source: AssignmentSource | null;
  readonly eligible: boolean;
}

/** `GetAvailableLicPackages {userId}`: a user's Licenses tab. Nothing is held that an inactive user still has a row of. */
export const getAvailablePackages: Method = {
  needs: ['CanViewLicenses', 'CanManageLicUsers'],
  async run(call): Promise<z.output<typeof availablePackages>> {
    const { userId } = bodyOf(call, z.object({ userId: guid }));
    const { quirks, version } = call.settings;
    const { rows } = await sql<Row>`
      select p.id, p.name, p.type, f.term_state = 'current' as current, f.assigned, t.paid, t.latest,
        case when u.active then a.source end as source, u.active and u.kind = 'person' as eligible
      from app_user u cross join product p join product_figures f on f.product_id = p.id
      left join assignment a on a.user_id = u.id and a.product_id = p.id and a.recalled_at is null
      cross join lateral (
        select coalesce(sum(count), 0)::bigint as paid,
          coalesce((array_agg(count order by due desc nulls first, start desc nulls last, id desc))[1], 0) as latest
        from term where product_id = p.id and (start is null or start <= today()) and (due is null or due >= today())
      ) t
      where u.id = ${userId}::uuid order by lower(p.name) collate "C", p.id`.execute(call.database.db);
    return rows.map(({ id, name, type, current, paid, latest, assigned, source, eligible }) => {
      const told = quirks['latest-term'] ? latest : paid;
      const available = type === 'concurrent' ? told : told - assigned;
      return {
        Id: id,
        Type: typeCodes[type],
        Caption: name,
        Enabled: eligible && (source !== null || (current && (type !== 'named' || available > 0))),
        Checked: source !== null,
        AvailableCount: available,
        PaidCount: told,
        UsedCount: assigned,
        ...(version === '8.1.3' && { SysLicSource: source && sourceCodes[source] }),
      };
    });
  },
};
