import { type SyntaxNode, walk } from './syntax.ts';

/**
 * Names that a module exports and changes while it is in use: assigns to them in a function, which may run at any time.
 * Whoever has taken their values would not notice.
 */
export function changedLater(program: SyntaxNode): string[] {
  const exported = new Set<string>();
  for (const { type, specifiers } of program['body'] as readonly SyntaxNode[]) {
    if (type === 'ExportNamedDeclaration') for (const { local } of specifiers as readonly { local: SyntaxNode }[]) exported.add(String(local['name']));
  }
  const changed = new Set<string>();
  visit(program, [], false);
  return [...changed];

  /** @param own names that the functions around here have for themselves */
  function visit(node: unknown, own: readonly string[], isLater: boolean): void {
    if (Array.isArray(node)) return node.forEach((each) => visit(each, own, isLater));
    if (typeof node !== 'object' || node === null) return;
    const { type, left, argument } = node as SyntaxNode;
    const isFunction = /Function/.test(type);
    const names = isFunction ? [...own, ...declared(node as SyntaxNode)] : own;
    if (isLater && /^(?:AssignmentExpression|For(?:In|Of)Statement)$/.test(type)) note(left, names);
    if (isLater && type === 'UpdateExpression') note(argument, names);
    for (const child of Object.values(node)) visit(child, names, isLater || isFunction);
  }

  function note(target: unknown, own: readonly string[]): void {
    for (const name of identifiers(target)) if (exported.has(name) && !own.includes(name)) changed.add(name);
  }
}

/** Names that a function declares: its parameters, and its variables at whatever depth. */
function declared(node: SyntaxNode): string[] {
  const variables = [...walk(node['body'])].filter(({ type }) => type === 'VariableDeclarator').flatMap(({ id }) => identifiers(id));
  return [...identifiers(node['params']), ...variables];
}

/** Names in a pattern; what a property belongs to is not changed by setting it. */
function identifiers(pattern: unknown): string[] {
  if (Array.isArray(pattern)) return pattern.flatMap(identifiers);
  if (typeof pattern !== 'object' || pattern === null) return [];
  const { type, name } = pattern as SyntaxNode;
  if (type === 'Identifier') return [String(name)];
  if (type === 'MemberExpression') return [];
  return Object.values(pattern).flatMap(identifiers);
}
