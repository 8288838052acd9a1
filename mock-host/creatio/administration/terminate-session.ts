import type { Method } from '../call.ts';

/** `TerminateSession {recordId}`: 1 or -1. */
export const terminateSession: Method = { needs: ['CanManageAdministration'], run: () => Promise.resolve(-1) };
