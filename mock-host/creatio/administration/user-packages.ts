import { sql } from 'kysely';
import * as z from 'zod/mini';
import { type availablePackages, guid } from '../../../src/host/creatio/wire.ts';
import type { AssignmentSource, LicenseType } from '../../../src/licensing/license.ts';
import { type Method, bodyOf } from '../call.ts';
import { typeCodes } from '../license-service/read.ts';

interface Row {
  readonly id: string;
  readonly name: string;
  readonly type: LicenseType;
  /** Sum of the terms that cover today. */
  readonly paid: number;
  /** Of these the one that lasts longest. */
  readonly latest: number;
  readonly assigned: number;
  /** Null: not held by a user who is active. */
  readonly source: AssignmentSource | null;
  readonly eligible: boolean;
}

/** The source of a license as people read it. */
const captions = { direct: 'Manually', role: 'By role' } as const;

/**
 * `GetAvailableLicPackages {userId}`: a user's Licenses tab, with the packages that have a term today. Nothing is held that
 * an inactive user still has a row of.
 */
export const getAvailablePackages: Method = {
  needs: ['CanViewLicenses', 'CanManageLicUsers'],
  async run(call): Promise<z.output<typeof availablePackages>> {
    const { userId } = bodyOf(call, z.object({ userId: guid }));
    const { quirks, version } = call.settings;
    const mayChange = call.caller.operations.includes('CanManageLicUsers');
    const { rows } = await sql<Row>`
      select p.id, p.name, p.type, s.assigned, t.paid, t.latest,
        case when u.active then a.source end as source, u.active and u.kind = 'person' as eligible
      from app_user u cross join product p join product_seats s on s.product_id = p.id
      left join assignment a on a.user_id = u.id and a.product_id = p.id and a.recalled_at is null
      cross join lateral (
        select sum(count)::bigint as paid, (array_agg(count order by due desc nulls first, start desc nulls last, id desc))[1] as latest
        from term where product_id = p.id and (start is null or start <= today()) and (due is null or due >= today())
      ) t
      where u.id = ${userId}::uuid and t.paid is not null ${quirks['no-server-packages'] ? sql`and p.type <> 'server'` : sql``} order by lower(p.name) collate "C", p.id`.execute(call.database.db);
    return rows.map(({ id, name, type, paid, latest, assigned, source, eligible }) => {
      const told = quirks['latest-term'] ? latest : paid;
      const available = type === 'concurrent' ? told : told - assigned;
      return {
        Id: id,
        Type: typeCodes[type],
        Caption: name,
        Enabled: eligible && mayChange && (source !== null || type === 'server' || available > 0),
        Checked: source !== null,
        AvailableCount: available,
        PaidCount: told,
        UsedCount: assigned,
        ...(version === '8.1.3' && { SysLicSource: source ? captions[source] : '' }),
      };
    });
  },
};
