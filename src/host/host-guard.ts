import type { GrantRecallView, HostServices, HostView } from './host-services.ts';

/** What the plugin asks of a host, beyond the shapes of the fields. */
export interface GuardNeeds {
  /** The plugin's own version. */
  readonly version: string;
  /** Versions of the host contract it works with, such as `^1.0.0`. */
  readonly hostApi: string;
  /** Names of the views it can show. */
  readonly views: readonly string[];
}

/** What a host handed over, as found: only known fields, functions bound to their host. */
export type Handed = Readonly<Record<string, unknown>>;

type Check = readonly [holds: (value: unknown) => boolean, otherwise: string, optional?: boolean];

const unreadable = Symbol();
const versionPattern = /^(\d{1,9})\.(\d{1,9})\.(\d{1,9})(-[\w.-]{1,40})?(\+[\w.-]{1,40})?$/;

const isText = (value: unknown): value is string => typeof value === 'string';
const isFilled = (value: unknown): boolean => isText(value) && value !== '';
const isFunction = (value: unknown): boolean => typeof value === 'function';
const oneOf = (...values: string[]): Check => [(value) => values.includes(value as string), `is not one of ${values.join(', ')}`];
/** What throws does not hold: a host's value may do so whenever it is looked at. */
const safe = (holds: (value: unknown) => unknown) => (value: unknown): boolean => {
  try {
    return Boolean(holds(value));
  } catch {
    return false;
  }
};
/** Holds when the platform accepts a text. */
const accepts = (use: (text: string) => unknown) => safe((value) => isText(value) && use(value));

const text: Check = [isText, 'is not text'];
const id: Check = [isFilled, 'is not a filled text'];
const required: Check = [isFunction, 'is not a function'];
const optional: Check = [isFunction, 'is not a function', true];
const maybeText: Check = [isText, 'is not text', true];
const maybeId: Check = [isFilled, 'is not a filled text', true];
const isList = (value: unknown): boolean => Array.isArray(value) && value.every(isFilled);
const ids: Check = [safe(isList), 'is not a list of filled texts', true];

/** What the dialog is about: one of these, or nobody could say whom it would concern. */
const subjects = {
  users: ids,
  matching: [safe((value) => isText((value as Handed)['search']) && isList((value as Handed)['filters'])), 'is not a `search` text with a list of `filters`', true],
  selectionId: maybeId,
  holdersOf: maybeId,
  batchId: maybeId,
  undo: maybeId,
} satisfies Partial<Record<keyof GrantRecallView, Check>>;

/** What each view is told beside its name. */
const viewFields = {
  'licenses-tab': { userId: id },
  'session-manager': { remembered: maybeText },
  'grant-recall': {
    change: [oneOf('grant', 'recall')[0], 'is not grant or recall', true],
    products: ids,
    ...subjects,
  },
  'selection-basket': { remembered: maybeText },
  'license-list': { remembered: maybeText },
  batches: { batchId: maybeId },
  'self-test': {},
} satisfies { [V in HostView as V['name']]: Record<Exclude<keyof V, 'name'>, Check> };

/** Every field of `HostServices`, what must hold for it, and what to say when it does not. */
const fields = {
  apiVersion: [accepts((value) => versionPattern.test(value)), 'is not a version such as 1.0.0'],
  view: Object.assign({ name: text }, ...Object.values(viewFields)) as Record<string, Check>,
  baseUrl: [accepts((value) => value && /^https?:$/.test(new URL(value, 'https://host.invalid').protocol)), 'is not a web address'],
  fetch: optional,
  can: required,
  user: { id, name: text },
  locale: [accepts((value) => Intl.getCanonicalLocales(value).length), 'is not a language tag such as en-US'],
  timeZone: [accepts((value) => value && new Intl.DateTimeFormat('en', { timeZone: value })), 'is not a time zone such as Europe/Kyiv'],
  direction: oneOf('ltr', 'rtl'),
  theme: oneOf('light', 'dark', 'high-contrast'),
  confirm: optional,
  notify: optional,
  pending: optional,
  remember: optional,
  signedOut: optional,
  open: optional,
  close: optional,
  linkTo: optional,
  now: optional,
} satisfies Record<keyof HostServices, Check | Record<string, Check>>;

/**
 * Takes every known field from what a host handed over; absent and undefined ones are left out. Functions keep their
 * host as `this`. Never throws: a field that can't be read is found wrong by `checkHost`. Null when there is nothing to read.
 */
export function readHost(host: unknown): Handed | null {
  return typeof host === 'object' && host !== null ? read(host, fields) : null;
}

function read(from: object, names: object): Handed {
  const handed: Record<string, unknown> = {};
  for (const [name, check] of Object.entries(names)) {
    let value: unknown;
    try {
      value = Reflect.get(from, name);
      if (typeof value === 'function') value = value.bind(from);
      else if (!Array.isArray(check) && typeof value === 'object' && value !== null) value = read(value, check);
    } catch {
      value = unreadable;
    }
    if (value !== undefined) handed[name] = value;
  }
  return handed;
}

/** Checks what was handed over. Answers null when the plugin can run with it, else one sentence that names all that is wrong. */
export function checkHost(handed: Handed | null, { version, hostApi, views }: GuardNeeds): string | null {
  if (!handed) return sentence('the host handed over no services.');
  const name = (handed['view'] as Handed | null | undefined)?.['name'];
  // Whatever is none of our views has no fields here.
  const more = isText(name) && viewFields[name as HostView['name']];
  const problems = problemsOf(handed, { ...fields, view: { name: oneOf(...views), ...more } });
  const about = Object.keys(subjects);
  if (name === 'grant-recall' && about.filter((subject) => subject in (handed['view'] as Handed)).length !== 1) {
    problems.push(`\`view\` has not exactly one of ${about.join(', ')}`);
  }
  const theirs = handed['apiVersion'];
  // Of another version the other fields may rightly look different, so nothing is said about them.
  if (isText(theirs) && versionPattern.test(theirs) && !satisfies(theirs, hostApi)) {
    return sentence(`version ${version} of it needs host API ${hostApi}, and this host has ${theirs}.`);
  }
  return problems.length ? sentence(`the host's ${listed(problems)}.`) : null;
}

function problemsOf(handed: Handed, checks: object, path = ''): string[] {
  return Object.entries(checks).flatMap(([name, check]: [string, Check | object]) => {
    const value = handed[name];
    const label = `\`${path}${name}\``;
    if (value === unreadable) return `${label} can't be read`;
    if (!Array.isArray(check)) {
      if (value === undefined) return `${label} is missing`;
      return typeof value === 'object' && value !== null ? problemsOf(value as Handed, check, `${name}.`) : `${label} is not an object`;
    }
    const [holds, otherwise, mayMiss] = check as unknown as Check;
    if (value === undefined) return mayMiss ? [] : `${label} is missing`;
    return holds(value) ? [] : `${label} ${otherwise}`;
  });
}

/** Whether a version is in a caret range (`^1.2.0`), as semantic versioning has it. Manifests allow no other kind. */
export function satisfies(version: string, range: string): boolean {
  const [, major, minor, patch, prerelease] = versionPattern.exec(version) ?? [];
  const [, fromMajor, fromMinor, fromPatch] = versionPattern.exec(range.slice(1)) ?? [];
  if (prerelease || major !== fromMajor) return false;
  return Number(minor) > Number(fromMinor) || (minor === fromMinor && Number(patch) >= Number(fromPatch));
}

const sentence = (reason: string): string => `License administration can't start: ${reason}`;

function listed(problems: readonly string[]): string {
  return problems.length > 1 ? `${problems.slice(0, -1).join(', ')} and ${problems.at(-1)}` : problems.join();
}
