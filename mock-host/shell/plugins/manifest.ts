/** What a plugin adds to the shell: a tab, a section of the navigation, or an action on selected users. */
export interface Extension {
  readonly id: string;
  /** Last part of its address. */
  readonly slug: string;
  /** Name of the entry's export that mounts it. */
  readonly mount: string;
  readonly view: string;
  /** What the view is told beside its name. */
  readonly params: Readonly<Record<string, string>>;
  /** By language code; `en` is always there. */
  readonly title: Readonly<Record<string, string>>;
  readonly order: number;
  /** Operations without which it is absent. */
  readonly rights: readonly string[];
}

export interface PluginManifest {
  readonly id: string;
  readonly version: string;
  /** Versions of the host's contract the plugin works with, a semantic version range. */
  readonly hostApi: string;
  readonly entryUrl: string;
  /** Of the user page. */
  readonly tabs: readonly Extension[];
  /** Of the System Designer. */
  readonly sections: readonly Extension[];
  /** Of the License manager. */
  readonly managerTabs: readonly Extension[];
  /** What can be done with users selected in a list. */
  readonly bulkActions: readonly Extension[];
}

/** The manifest has not the agreed shape; the message says where. */
export class ManifestError extends Error {
  override readonly name = 'ManifestError';
}

/** Reads what a plugin says of itself. Extension points this shell does not have are none of its business. */
export function readManifest(body: unknown, manifestUrl: string): PluginManifest {
  const manifest = object(body, 'the manifest');
  const entry = object(manifest['entry'], 'entry');
  const hostApi = string(manifest['hostApi'], 'hostApi');
  if (!Array.isArray(manifest['extensions'])) throw new ManifestError('extensions is not a list');
  const extensions = manifest['extensions'].map((value: unknown, index) => ({ at: `extensions[${index}]`, fields: object(value, `extensions[${index}]`) }));
  const at = (point: string): readonly Extension[] =>
    extensions
      .filter(({ fields }) => fields['point'] === point)
      .map(({ at, fields }) => readExtension(fields, at))
      .sort((one, other) => one.order - other.order);
  return {
    id: string(manifest['id'], 'id'),
    version: string(manifest['version'], 'version'),
    hostApi,
    entryUrl: resolve(string(entry['module'], 'entry.module'), manifestUrl),
    tabs: at('user-page.tab'),
    sections: at('system-designer.section'),
    managerTabs: at('license-manager.tab'),
    bulkActions: at('users.bulk-action'),
  };
}

export function titleOf(extension: Extension, language: string): string {
  return extension.title[language] ?? extension.title['en']!;
}

function readExtension(fields: Readonly<Record<string, unknown>>, at: string): Extension {
  const id = string(fields['id'], `${at}.id`);
  const title = texts(fields['title'], `${at}.title`);
  if (!('en' in title)) throw new ManifestError(`${at}.title.en is missing`);
  const rights = object(fields['rights'] ?? {}, `${at}.rights`)['view'] ?? [];
  if (!Array.isArray(rights)) throw new ManifestError(`${at}.rights.view is not a list`);
  return {
    id,
    slug: id.replace(/-tab$/, ''),
    mount: string(fields['export'], `${at}.export`),
    view: string(fields['view'], `${at}.view`),
    params: texts(fields['params'] ?? {}, `${at}.params`),
    title,
    order: typeof fields['order'] === 'number' ? fields['order'] : 100,
    rights: rights.map((right: unknown, index) => string(right, `${at}.rights.view[${index}]`)),
  };
}

function resolve(path: string, base: string): string {
  const url = new URL(path, base);
  // A manifest may name files beside itself, not a script somewhere else.
  if (url.origin !== new URL(base).origin) throw new ManifestError('entry.module leads to another origin');
  return url.href;
}

function texts(value: unknown, at: string): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(object(value, at)).map(([name, words]) => [name, string(words, `${at}.${name}`)]));
}

function object(value: unknown, at: string): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new ManifestError(`${at} is not an object`);
  return value as Record<string, unknown>;
}

function string(value: unknown, at: string): string {
  if (typeof value !== 'string' || value === '') throw new ManifestError(`${at} is not a text`);
  return value;
}
