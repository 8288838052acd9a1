import { en } from './en.ts';
import type { Messages } from './text.ts';
export const de: Messages = en;
