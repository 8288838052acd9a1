/** A node of an ESTree, as the bundler's parser answers it. */
export interface SyntaxNode {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [key: string]: unknown;
}

export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Every node of a syntax tree, parents first. */
export function* walk(node: unknown): Generator<SyntaxNode> {
  if (typeof node !== 'object' || node === null) return;
  if (typeof (node as SyntaxNode).type === 'string') yield node as SyntaxNode;
  for (const child of Object.values(node)) yield* walk(child);
}

/** A text with edits made; they must not overlap. */
export function apply(edits: readonly Edit[], text: string): string {
  return [...edits].sort((a, b) => b.start - a.start).reduce((all, edit) => all.slice(0, edit.start) + edit.text + all.slice(edit.end), text);
}
