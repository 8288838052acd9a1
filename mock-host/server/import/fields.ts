import { quote } from './problems.ts';

/** A value read from a field, or why it can't be. */
export type Read<T> = { readonly value: T } | { readonly reason: string };
export type FieldReader<T> = (text: string) => Read<T>;

/** Text of at most `max` characters; empty counts as absent. */
export function text(max: number): FieldReader<string | null> {
  return (field) => {
    if (field.length > max) return { reason: `is longer than ${max} characters.` };
    return { value: field === '' ? null : field };
  };
}

/** An empty field where a value is needed gets one reason, whatever the kind of value. */
export function required<T>(reader: FieldReader<T | null>): FieldReader<T> {
  return (field) => {
    const read = reader(field);
    if ('reason' in read) return read;
    return read.value === null ? { reason: 'is empty.' } : { value: read.value };
  };
}

export function email(field: string): Read<string | null> {
  if (field === '') return { value: null };
  if (field.length > 320 || !/^[^\s@]+@[^\s@]+$/.test(field)) return { reason: `${quote(field)} is not an e-mail address.` };
  return { value: field };
}

const yes = ['true', 'yes', 'y', '1', 'active', 'enabled'];
const no = ['false', 'no', 'n', '0', 'inactive', 'disabled'];

/** Empty = `fallback`. */
export function flag(fallback: boolean): FieldReader<boolean> {
  return (field) => {
    const word = field.toLowerCase();
    if (word === '') return { value: fallback };
    if (yes.includes(word)) return { value: true };
    if (no.includes(word)) return { value: false };
    return { reason: `${quote(field)} is neither true nor false (or yes/no, 1/0, active/inactive).` };
  };
}

/** A whole number of seats; empty or `unlimited` = null. */
export function count(field: string): Read<number | null> {
  if (field === '' || field.toLowerCase() === 'unlimited') return { value: null };
  const value = Number(field);
  if (!/^\d+$/.test(field)) return { reason: `${quote(field)} is not a whole number.` };
  return value > 1_000_000_000 ? { reason: `${field} is more than 1,000,000,000.` } : { value };
}

/** `2026-11-21` or `21.11.2026`, as an ISO day. Slashes are refused: nobody can tell whose order they follow. */
export function day(field: string): Read<string | null> {
  if (field === '') return { value: null };
  const iso = /^(\d{4})-(\d\d)-(\d\d)$/.exec(field);
  const dotted = /^(\d\d?)\.(\d\d?)\.(\d{4})$/.exec(field);
  const parts = iso ? [iso[1], iso[2], iso[3]] : dotted ? [dotted[3], dotted[2], dotted[1]] : null;
  const value = parts && isoDay(...(parts.map(Number) as [number, number, number]));
  return value ? { value } : { reason: `${quote(field)} is not a date; write it as YYYY-MM-DD.` };
}

/** A day, or a day and a time with an optional offset; UTC unless the offset says otherwise. As an ISO instant. */
export function instant(field: string): Read<string | null> {
  const match = /^(\S+?)(?:[T ](\d\d:\d\d)(:\d\d)?(?:\.\d+)?\s?(Z|[+-]\d\d:?\d\d)?)?$/.exec(field);
  if (!match) return field === '' ? { value: null } : { reason: notAnInstant(field) };
  const [, date = '', minutes = '00:00', seconds = ':00', offset = 'Z'] = match;
  const read = day(date);
  if ('reason' in read) return { reason: notAnInstant(field) };
  const zone = offset.replace(/(\d\d)(\d\d)$/, '$1:$2');
  const value = new Date(`${read.value}T${minutes}${seconds}${zone}`);
  return Number.isNaN(value.getTime()) ? { reason: notAnInstant(field) } : { value: value.toISOString() };
}

/** One of a few words, whichever way they are written; `synonyms` maps what files say to what we say. */
export function oneOf<T extends string>(synonyms: Readonly<Record<string, T>>): FieldReader<T | null> {
  return (field) => {
    if (field === '') return { value: null };
    const value = Object.hasOwn(synonyms, field.toLowerCase()) ? synonyms[field.toLowerCase()] : undefined;
    return value === undefined
      ? { reason: `${quote(field)} is not one of ${[...new Set(Object.values(synonyms))].join(', ')}.` }
      : { value };
  };
}

/** Where an assignment comes from: `direct` (or empty) = null, `role: NAME` = the role's name. */
export function source(field: string): Read<string | null> {
  if (field === '' || /^(direct|manual)$/i.test(field)) return { value: null };
  const role = /^role\s*:\s*(\S.*)$/i.exec(field)?.[1];
  if (role === undefined) return { reason: `${quote(field)} is neither "direct" nor "role: NAME".` };
  return role.length > 200 ? { reason: 'names a role longer than 200 characters.' } : { value: role };
}

/** Names separated by `|`, `;` or `,`; each once. */
export function names(max: number): FieldReader<readonly string[]> {
  return (field) => {
    const value = [...new Set(field.split(/[|;,]/).map((name) => name.trim()).filter(Boolean))];
    return value.some((name) => name.length > max) ? { reason: `has a name longer than ${max} characters.` } : { value };
  };
}

function isoDay(year: number, month: number, date: number): string | null {
  const value = new Date(Date.UTC(year, month - 1, date));
  const real = value.getUTCMonth() === month - 1 && value.getUTCDate() === date && year >= 1900;
  return real ? value.toISOString().slice(0, 10) : null;
}

function notAnInstant(field: string): string {
  return `${quote(field)} is not a date or time; write it as YYYY-MM-DD or YYYY-MM-DDThh:mm:ssZ.`;
}
