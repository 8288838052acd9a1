/** What the host has assigned to an element's properties, as found. */
export type Given = Readonly<Record<string, unknown>>;

/** What an input is instead of what it takes, for whoever builds the page. */
function odd(name: string, value: unknown, takes: string): TypeError {
  const isPromise = typeof (value as Partial<Promise<unknown>>).then === 'function';
  const what = isPromise ? 'a promise' : Array.isArray(value) ? 'a list' : typeof value === 'object' ? 'an object' : `the ${typeof value} ${String(value).slice(0, 40)}`;
  return new TypeError(`License administration can't start: the input \`${name}\` is ${what}; it takes ${takes}.`);
}

/** Text, or the id of a record as Creatio hands over its lookups; undefined for whatever is neither. */
function asId(value: unknown): string | undefined {
  const id = typeof value === 'object' && value !== null && 'value' in value ? value.value : value;
  return typeof id === 'string' && id.trim() ? id.trim() : undefined;
}

const isAbsent = (value: unknown): value is null | undefined | '' => value === null || value === undefined || value === '';

/** @throws {TypeError} for what is no id; undefined = not known yet */
export function idIn(given: Given, name: string): string | undefined {
  const value = given[name];
  const id = asId(value);
  if (id === undefined && !isAbsent(value)) throw odd(name, value, 'an id');
  return id;
}

/** @throws {TypeError} for what is no list of ids; undefined = none or an empty one */
export function idsIn(given: Given, name: string): readonly string[] | undefined {
  const value = given[name];
  if (isAbsent(value)) return undefined;
  const ids = Array.isArray(value) ? value.map(asId) : [undefined];
  if (ids.includes(undefined)) throw odd(name, value, 'a list of ids');
  return ids.length ? (ids as string[]) : undefined;
}

/** @throws {TypeError} for anything else */
export function choiceIn<const Choice extends string>(given: Given, name: string, choices: readonly Choice[]): Choice | undefined {
  const value = given[name];
  if (isAbsent(value)) return undefined;
  if (!choices.includes(value as Choice)) throw odd(name, value, choices.join(', '));
  return value as Choice;
}

/** @throws {TypeError} for anything else */
export function matchingIn(given: Given, name: string): { readonly search: string; readonly filters: readonly string[] } | undefined {
  const value = given[name];
  if (isAbsent(value)) return undefined;
  const { search, filters = [] } = value as { readonly search?: unknown; readonly filters?: unknown };
  const isList = Array.isArray(filters) && filters.every((filter) => typeof filter === 'string');
  if (typeof search !== 'string' || !isList) throw odd(name, value, 'an object with a `search` text and a list of `filters`');
  return { search, filters };
}
