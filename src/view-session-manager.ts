import { createRestSessions } from './host/rest/rest-sessions.ts';
import { sessionManager } from './views/session-manager.ts';

export const createView = sessionManager(createRestSessions);
