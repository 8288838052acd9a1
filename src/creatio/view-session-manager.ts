import { LicensingError } from '../licensing/errors.ts';
import { sessionManager } from '../views/session-manager.ts';

export const createView = sessionManager(() => {
  throw new LicensingError('server', 'not there yet');
});
