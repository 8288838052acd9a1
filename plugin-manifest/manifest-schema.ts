import * as z from 'zod/mini';

const word = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;
const describe = (text: string) => z.describe(text);
const path = z.string().check(z.regex(/^\.\/[\w./-]+\.js$/), describe('A file next to this manifest, such as ./plugin.js'));
const words = z.string().check(z.minLength(1));
const operation = z.string().check(z.regex(/^[A-Za-z]\w*$/));

const extension = z.strictObject({
  id: z.string().check(z.regex(word), describe('Unique within this manifest')),
  point: z.string().check(z.regex(/^[a-z][a-z-]*(\.[a-z][a-z-]*)+$/), describe('Where the host shows it, such as user-page.tab')),
  module: z.string().check(z.regex(/^\.\/[\w-]+$/), describe('Name of an exposed module, such as ./plugin')),
  export: z.string().check(z.regex(/^[a-zA-Z_$][\w$]*$/), describe('The export to call: mount(container, host)')),
  view: z.string().check(z.regex(word), describe('What to hand over as host.view.name')),
  params: z.optional(z.record(z.string().check(z.regex(/^[a-z][a-zA-Z]*$/)), words).check(describe('What to hand over in host.view beside the name'))),
  title: z.catchall(z.object({ en: words }), words).check(describe('Text by language; en is required')),
  order: z.int().check(describe('Place among its neighbours, smallest first')),
  rights: z
    .strictObject({
      view: z.array(operation).check(describe('Without one of these the host does not show it')),
      change: z.array(operation).check(describe('Without these it is read-only')),
    })
    .check(describe('Operations the host asks its own rights about')),
  capabilities: z.array(z.string().check(z.regex(word))).check(describe('What it needs of the licensing API')),
});

/** The plugin manifest: what a host reads before it loads anything. Unknown fields are refused, because they are mostly typing errors. */
export const pluginManifest = z.strictObject({
  $schema: z.optional(z.string()),
  id: z.string().check(z.regex(word)),
  version: z.string().check(z.regex(/^\d+\.\d+\.\d+(-[\w.-]+)?$/)),
  hostApi: z
    .string()
    .check(z.regex(/^\^[1-9]\d*\.\d+\.\d+$/), describe('Versions of the host contract it works with, as a caret range such as ^1.0.0')),
  entry: z.strictObject({
    module: path,
    federation: path,
    remoteName: z.string().check(z.regex(/^[a-zA-Z_$][\w$]*$/), describe('Name of the federated container')),
  }),
  extensions: z.array(extension).check(z.minLength(1)),
});

export type PluginManifest = z.infer<typeof pluginManifest>;

/** The manifest's JSON schema, for editors (draft 2020-12). */
export function manifestJsonSchema(): object {
  return { title: 'License administration plugin manifest', ...z.toJSONSchema(pluginManifest) };
}

/**
 * A manifest from its text.
 * @throws Error that names every wrong field
 */
export function parseManifest(json: string, name = 'plugin-manifest.json'): PluginManifest {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (error) {
    throw new Error(`${name} is no JSON: ${(error as Error).message}`);
  }
  const result = pluginManifest.safeParse(value, { error: z.locales.en().localeError });
  if (result.success) return result.data;
  const problems = result.error.issues.map(({ path, message }) => `  ${path.map(String).join('.') || '(whole)'}: ${message}`);
  throw new Error(`${name} is not in order:\n${problems.join('\n')}`);
}
