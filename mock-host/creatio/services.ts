import { getAvailablePackages } from './administration/user-packages.ts';
import { terminateSession } from './administration/terminate-session.ts';
import { updateLicenses } from './administration/update-licenses.ts';
import { getUserIds } from './administration/user-ids.ts';
import type { Method } from './call.ts';
import { selectQuery } from './data-service/select-query.ts';
import { getLicenseData, getLicenses, getUsersList, getUsersPackages } from './license-service/read.ts';
import { addUsersPackages, deleteUsersPackages, saveLicenseData } from './license-service/write.ts';

/** A method at its address. */
export interface Bound extends Method {
  /** As it is counted. */
  readonly name: string;
  /** What its result is wrapped in; null = nothing. */
  readonly wrapper: string | null;
  /** Not for an administrator without a license. */
  readonly licensed: boolean;
}

/** Nobody calls this: it would wipe all licenses. */
const deleteLicenses: Method = { needs: [], run: () => Promise.reject(new Error('DeleteLicenses was called.')) };

const twin = {
  GetLicenses: getLicenses, GetLicenseData: getLicenseData, GetUsersList: getUsersList, SaveLicenseData: saveLicenseData, DeleteLicenses: deleteLicenses,
};

/** By address below the base. */
export const services: ReadonlyMap<string, Bound> = new Map([
  ...bind('ServiceModel', 'LicenseService.svc', { licensed: true }, {
    ...twin, AddUsersPackages: addUsersPackages, DeleteUsersPackages: deleteUsersPackages, GetUsersPackages: getUsersPackages,
  }),
  ...bind('ServiceModel', 'LicenseManagerProxyService.svc', {}, twin),
  ...bind('rest', 'AdministrationService', { wrapped: true }, {
    GetAvailableLicPackages: getAvailablePackages, UpdateLicenseInfo: updateLicenses, GetUserIds: getUserIds, TerminateSession: terminateSession,
  }),
  ...bind('DataService/json', 'SyncReply', { called: 'DataService' }, { SelectQuery: selectQuery }),
]);

function bind(
  folder: string,
  service: string,
  { wrapped = false, licensed = false, called = service.replace('.svc', '') },
  methods: Readonly<Record<string, Method>>,
): [string, Bound][] {
  return Object.entries(methods).map(([name, method]) => [
    `/${folder}/${service}/${name}`,
    { ...method, name: `${called}/${name}`, wrapper: wrapped ? `${name}Result` : null, licensed },
  ]);
}
