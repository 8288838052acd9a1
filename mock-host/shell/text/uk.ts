import { en } from './en.ts';
import type { Messages } from './text.ts';
export const uk: Messages = en;
