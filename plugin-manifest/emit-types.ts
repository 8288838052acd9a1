import { readFileSync } from 'node:fs';
import { posix } from 'node:path';
import ts from 'typescript';

/**
 * The declarations a host compiles against: those of an entry and of our files that it mentions, nothing else.
 * Their imports are relative with `.js`, so they resolve the same way in Node and in bundlers.
 * @param entry path below `folder`, such as `plugin.ts`
 * @returns content by path, such as `plugin.d.ts`
 * @throws Error when the public surface mentions a package, or leaves a type to be inferred
 */
export function emitTypes(folder: string, entry: string): Map<string, string> {
  const emitted = new Map<string, string>();
  take(entry);
  return emitted;

  function take(path: string): void {
    const target = path.replace(/\.ts$/, '.d.ts');
    if (emitted.has(target)) return;
    emitted.set(target, '');
    const { outputText: text, diagnostics = [] } = ts.transpileDeclaration(readFileSync(posix.join(folder, path), 'utf8'), {
      fileName: path,
      reportDiagnostics: true,
      compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext, isolatedDeclarations: true },
    });
    if (diagnostics[0]) throw new Error(`The public types in ${path}: ${ts.flattenDiagnosticMessageText(diagnostics[0].messageText, ' ')}`);
    let rest = text;
    // From the last to the first, so that earlier positions stay true.
    for (const { fileName: specifier, pos } of ts.preProcessFile(text).importedFiles.reverse()) {
      if (!specifier.startsWith('.')) throw new Error(`The public types in ${path} mention the package ${specifier}, which hosts do not have.`);
      take(posix.join(posix.dirname(path), specifier));
      const at = rest.indexOf(specifier, pos);
      rest = rest.slice(0, at) + specifier.replace(/\.ts$/, '.js') + rest.slice(at + specifier.length);
    }
    emitted.set(target, rest);
  }
}
