import { en as common } from '../en.ts';

export const en = {
  ...common,
};

/** Every text of the session manager. */
export type SessionManagerKey = keyof typeof en;
