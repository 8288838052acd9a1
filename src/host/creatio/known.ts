import type { AssignmentSource } from '../../licensing/license.ts';
import type { Holders, LicensePackage } from './directory.ts';

/** What adapters of one page have learned of one Creatio as one administrator, so that none has to ask again. */
export interface Known {
  packages?: { readonly at: number; readonly packages: Map<string, LicensePackage> };
  /** Who holds what a user's list leaves out. Taken away as soon as somebody here has read it anew, as after each write. */
  readonly held: Map<string, { readonly at: number; readonly holders: Holders; readonly assigned: number }>;
  /** What a caption in a user's list means; it is in the administrator's language. Without role-based distribution there is none. */
  readonly captions: Map<string | number | null | undefined, AssignmentSource>;
}

export const knowNothing = (): Known => ({
  held: new Map(),
  captions: new Map<string | number | null | undefined, AssignmentSource>([['', 'direct'], [null, 'direct'], [undefined, 'direct'], [1, 'direct']]),
});
