/** What the plugin's door registers, as far as schemas go by it. */
export interface Element {
  readonly type: string;
  readonly tag: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
}

/** Of every view element, whatever it is. */
const common = ['type', 'layoutConfig', 'visible'];

/** One sentence for each place where a schema names an element, an input or an output that the door does not define. */
export function checkSchemas(sources: ReadonlyMap<string, string>, elements: readonly Element[]): string[] {
  const problems: string[] = [];
  const types = new Map(elements.map((element) => [element.type, element]));
  const tags = new Map(elements.map((element) => [element.tag, element]));
  for (const [name, source] of sources) {
    for (const values of viewElementsIn(source)) {
      const element = types.get(String(values['type']));
      if (!element) problems.push(`${name} shows ${String(values['type'])}, which the door does not define; it has ${[...types.keys()].join(', ')}.`);
      const known = element && [...common, ...element.inputs, ...element.outputs];
      for (const key of known ? Object.keys(values) : []) {
        if (!known!.includes(key)) problems.push(`${name} gives ${element!.type} a value for ${key}, which is neither an input nor an output of it; it has ${[...element!.inputs, ...element!.outputs].join(', ')}.`);
      }
    }
    for (const [, tag] of source.matchAll(/createElement\("([\w-]+)"\)/g)) {
      const element = tags.get(tag!);
      if (!element) problems.push(`${name} makes <${tag}>, which the door does not define; it has ${[...tags.keys()].join(', ')}.`);
      for (const [, input] of source.matchAll(/\btab\.(\w+) =/g)) {
        if (element && !element.inputs.includes(input!)) problems.push(`${name} sets ${input} of <${tag}>, which is no input of it; it has ${element.inputs.join(', ')}.`);
      }
    }
  }
  return problems;
}

/** The values of the elements of ours that a page of Freedom UI inserts. */
function viewElementsIn(source: string): Record<string, unknown>[] {
  const [, , view] = /(\/\*\*SCHEMA_VIEW_CONFIG_DIFF\*\/)([^]*?)\1/.exec(source) ?? [];
  const operations = view === undefined ? [] : (JSON.parse(view) as { readonly values?: Record<string, unknown> }[]);
  return operations.map(({ values = {} }) => values).filter(({ type }) => typeof type === 'string' && !type.startsWith('crt.'));
}
