import type { Operation } from '../../server/auth/sessions.ts';

/** A column as its path reaches it. `sql` is ours and never anybody's text. */
export interface Column {
  readonly type: 'guid' | 'text' | 'number' | 'boolean' | 'instant' | 'lookup';
  readonly sql: string;
  /** What a lookup shows. */
  readonly display?: string;
}

/** What DataService reads in place of a table of Creatio's. */
export interface Schema {
  readonly needs: readonly Operation[];
  readonly from: string;
  readonly id: string;
  readonly columns: Readonly<Record<string, Column>>;
}

const guid = (sql: string): Column => ({ type: 'guid', sql });
const text = (sql: string): Column => ({ type: 'text', sql });
const instant = (sql: string): Column => ({ type: 'instant', sql });
const flag = (sql: string): Column => ({ type: 'boolean', sql });
const number = (sql: string): Column => ({ type: 'number', sql });
const lookup = (sql: string, display: string): Column => ({ type: 'lookup', sql, display });

/** A person is one thing and what signs in another; ids of the one are none of the other. */
const contactOf = (user: string): string => `md5('contact ' || ${user})::uuid`;

/** Users and roles in one: 4 = user, 7 = technical account, 6 = role. */
const adminUnit: Schema = {
  needs: ['CanViewLicenses', 'CanManageUsers', 'CanManageAdministration'],
  from: `(
    select id, login, case kind when 'system' then 7 else 4 end as type, active, email, job_title, ${contactOf('id')} as contact_id, name as contact, created_at from app_user
    union all select id, name, 6, true, null, null, null, null, null from role) u`,
  id: 'u.id',
  columns: {
    Id: guid('u.id'),
    Name: text('u.login'),
    SysAdminUnitTypeValue: number('u.type'),
    Active: flag('u.active'),
    Email: text('u.email'),
    Contact: lookup('u.contact_id', 'u.contact'),
    'Contact.Id': guid('u.contact_id'),
    'Contact.Name': text('u.contact'),
    'Contact.Email': text('u.email'),
    'Contact.JobTitle': text('u.job_title'),
    CreatedOn: instant('u.created_at'),
  },
};

/** Explorer sessions are the host's own and never told (QT-6). */
const userSession: Schema = {
  needs: ['CanManageAdministration'],
  from: `(select * from session where kind <> 'explorer') s join app_user u on u.id = s.user_id`,
  id: 's.id',
  columns: {
    Id: guid('s.id'),
    SysUser: lookup('u.id', 'u.login'),
    'SysUser.Id': guid('u.id'),
    'SysUser.Name': text('u.login'),
    'SysUser.Active': flag('u.active'),
    'SysUser.Email': text('u.email'),
    'SysUser.Contact': lookup(contactOf('u.id'), 'u.name'),
    'SysUser.Contact.Name': text('u.name'),
    SessionStartDate: instant('s.started_at'),
    SessionEndDate: instant('s.ended_at'),
    /** 0 = active, 1 = logged out, 2 = timed out, 3 = terminated. */
    SessionEndMethod: number(`case s.end_method when 'log-out' then 1 when 'expired' then 2 else case when s.ended_at is null then 0 else 3 end end`),
    ClientIP: text('s.address'),
    Agent: text('s.agent'),
    ExternalAccess: lookup('null::uuid', 'null::text'),
    /** The secret. It is answered to whoever asks: nobody of ours does. */
    SessionId: text(`md5('session ' || s.id)`),
  },
};

export const schemas: ReadonlyMap<string, Schema> = new Map([['SysAdminUnit', adminUnit], ['SysUserSession', userSession]]);

/** There, and closed to DataService. */
export const restricted: ReadonlySet<string> = new Set(['SysLic', 'SysLicUser', 'SysLicPackage']);
