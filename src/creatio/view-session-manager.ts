import { createCreatioSessions } from '../host/creatio/creatio-sessions.ts';
import { sessionManager } from '../views/session-manager.ts';

export const createView = sessionManager(createCreatioSessions);
