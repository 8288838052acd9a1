import { stableId } from './stable-id.ts';

/** An account to sign in with; the password of each is `demo`. */
export interface Persona {
  readonly id: string;
  readonly login: string;
  readonly name: string;
  readonly jobTitle: string;
  readonly roleLevel: 'user' | 'admin' | 'it-admin' | 'super-admin';
  readonly operations: readonly string[];
}

export const personaPassword = 'demo';

const persona = (login: string, name: string, jobTitle: string, roleLevel: Persona['roleLevel'], ...operations: string[]): Persona => ({
  id: stableId(`user ${login}`),
  login,
  name,
  jobTitle,
  roleLevel,
  operations,
});

/** In every data set, so that somebody can always sign in. */
export const personas: readonly Persona[] = [
  persona('supervisor', 'Supervisor', 'System owner', 'super-admin', 'CanViewLicenses', 'CanManageLicUsers', 'CanManageAdministration', 'CanManageUsers'),
  persona('it.admin', 'Ivy Tanner', 'IT administrator', 'it-admin', 'CanViewLicenses', 'CanManageLicUsers', 'CanManageAdministration', 'CanManageUsers'),
  persona('license.admin', 'Liam Adler', 'License administrator', 'admin', 'CanViewLicenses', 'CanManageLicUsers'),
  persona('license.user', 'Lena Usher', 'License auditor', 'user', 'CanViewLicenses'),
  persona('nobody', 'Noah Body', 'Guest', 'user'),
];

/** Accounts no person uses: they can't be assigned (SB-5). */
export const systemAccounts = [
  { id: stableId('user anonymous.user'), login: 'anonymous.user', name: 'Anonymous user' },
  { id: stableId('user system_admin'), login: 'system_admin', name: 'System administrator' },
] as const;
