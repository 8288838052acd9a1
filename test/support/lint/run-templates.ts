/** Type-checks the templates: lit-analyzer, strict, over the plugin's and the shell's elements. */
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const folders = ['src', 'mock-host/shell'].filter((folder) => existsSync(folder));

interface SimpleType {
  readonly kind: string;
  readonly types?: readonly SimpleType[];
}
interface Assignment {
  readonly htmlAttr: { readonly kind: string };
}
type Types = { typeA: SimpleType; typeB: SimpleType };

/** lit-analyzer 2.0.3 does not know that `nothing`, Lit's one symbol, removes an attribute; elsewhere it stays an error. */
const bindings = require('../../../node_modules/lit-analyzer/lib/rules/util/type/extract-binding-types.js') as {
  extractBindingTypes: (assignment: Assignment, context: unknown) => Types;
};
const original = bindings.extractBindingTypes;
bindings.extractBindingTypes = (assignment, context) => {
  const types = original(assignment, context);
  const { typeB } = types;
  if (assignment.htmlAttr.kind !== 'ATTRIBUTE' || typeB.kind !== 'UNION') return types;
  const left = (typeB.types ?? []).filter(({ kind }) => kind !== 'ES_SYMBOL_UNIQUE');
  const only = left.length === 1 ? left[0] : undefined;
  return { ...types, typeB: only ?? { ...typeB, types: left } };
};

// Its style sheet dictionary is years old and calls `color-scheme` unknown; the browser tests see styles anyway.
const options = ['--strict', '--noColor', '--maxWarnings', '0', '--rules.no-invalid-css', 'off'];
process.argv.splice(2, process.argv.length, ...folders, ...options);
const { cli } = require('../../../node_modules/lit-analyzer/index.js') as { cli: () => Promise<void> };
await cli();
