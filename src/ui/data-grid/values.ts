/** What a column may have as its value. */
export type Value = string | number | null;

/** Null, empty text and what is no number: last, whichever way it sorts. */
export function isEmpty(value: Value | undefined): boolean {
  return value == null || value === '' || value !== value;
}

/** Compares values of one column, neither of them empty. Numbers come before text. */
export function compareValues(a: Value, b: Value, collator: Intl.Collator): number {
  if (typeof a === 'string') return typeof b === 'string' ? collator.compare(a, b) : 1;
  return typeof b === 'string' ? -1 : a! < b! ? -1 : Number(a! > b!);
}

/** A group's key, from the value its rows have in common. */
export function groupKey(value: Value): string {
  return isEmpty(value) ? '' : String(value);
}
