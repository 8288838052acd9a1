import type { PluginManifest } from './manifest-schema.ts';

/** What was really built. */
export interface Built {
  /** Version in package.json. */
  readonly version: string;
  /** Files next to the manifest, such as `plugin.js`. */
  readonly files: readonly string[];
  /** What the federated container is called. */
  readonly remoteName: string;
  /** What each exposed module, such as `./plugin`, exports. */
  readonly modules: Readonly<Record<string, ExposedModule>>;
}

export interface ExposedModule {
  /** Names of exported functions. */
  readonly functions: readonly string[];
  readonly version: string;
  readonly hostApi: string;
  readonly views: readonly string[];
}

/** One sentence for each place where the manifest and what was built disagree, in either direction. */
export function checkManifest(manifest: PluginManifest, built: Built): string[] {
  const { entry, extensions } = manifest;
  const problems: string[] = [];
  const expect = (holds: boolean, problem: string): unknown => holds || problems.push(`plugin-manifest.json: ${problem}`);
  const have = (names: Iterable<string>): string => [...names].join(', ') || 'nothing';

  expect(manifest.version === built.version, `version is ${manifest.version}, but package.json says ${built.version}.`);
  for (const field of ['module', 'federation'] as const) {
    const file = entry[field].replace(/^\.\//, '');
    expect(built.files.includes(file), `entry.${field} is ${entry[field]}, but no such file was built.`);
  }
  expect(entry.remoteName === built.remoteName, `entry.remoteName is ${entry.remoteName}, but the container built is ${built.remoteName}.`);

  extensions.forEach((extension, index) => {
    const at = `extensions[${index}] (${extension.id})`;
    expect(extensions.findIndex(({ id }) => id === extension.id) === index, `${at}: another extension has this id.`);
    const module = built.modules[extension.module];
    if (!module) return void expect(false, `${at}: module ${extension.module} is not exposed; exposed: ${have(Object.keys(built.modules))}.`);
    expect(
      module.functions.includes(extension.export),
      `${at}: ${extension.module} exports no function ${extension.export}; its functions: ${have(module.functions)}.`,
    );
    expect(module.views.includes(extension.view), `${at}: ${extension.module} has no view ${extension.view}; its views: ${have(module.views)}.`);
  });

  for (const [name, { views, version, hostApi }] of Object.entries(built.modules)) {
    const users = extensions.filter(({ module }) => module === name);
    expect(users.length > 0, `the exposed module ${name} is used by no extension.`);
    for (const view of views) expect(users.some((user) => user.view === view), `the view ${view} of ${name} is used by no extension.`);
    expect(version === manifest.version, `version is ${manifest.version}, but ${name} was built as ${version}.`);
    expect(hostApi === manifest.hostApi, `hostApi is ${manifest.hostApi}, but ${name} was built for ${hostApi}.`);
  }
  return problems;
}
