import type { TextKey } from '../text/text.ts';

/** Accounts of the demonstration data; each with the password `demo`. */
export const personas: readonly { readonly login: string; readonly may: TextKey }[] = [
  { login: 'supervisor', may: 'persona.supervisor' },
  { login: 'it.admin', may: 'persona.it' },
  { login: 'license.admin', may: 'persona.license' },
  { login: 'license.user', may: 'persona.viewer' },
  { login: 'nobody', may: 'persona.nobody' },
];

/** What a signed-in account is called under its name; null for accounts of imported data. */
export function personaText(login: string): TextKey | null {
  return personas.find((persona) => persona.login === login)?.may ?? null;
}
