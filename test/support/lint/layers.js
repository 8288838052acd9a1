import { posix, relative, sep } from 'node:path';
import { layers } from './layer-table.js';

/** Every import of a file against the row of the design's table that the file obeys. */
export const layersRule = {
  meta: { type: 'problem', schema: [], messages: { broken: '{{row}}; this file imports {{target}}.' } },
  create(context) {
    const file = relative(context.cwd, context.filename).split(sep).join('/');
    const layer = layers.find(({ files }) => files.test(file));
    if (!layer) return {};

    function check(node, source, isType) {
      if (typeof source !== 'string') return;
      const target = source.startsWith('.') ? posix.normalize(posix.join(posix.dirname(file), source)) : source;
      if (!allows(layer, file, target, source.startsWith('.'), isType)) {
        context.report({ node, messageId: 'broken', data: { row: layer.row, target } });
      }
    }
    const checkStatement = (node) => {
      const specifiers = node.specifiers ?? [];
      const kind = node.importKind ?? node.exportKind;
      const allTypes = specifiers.length > 0 && specifiers.every(({ importKind, exportKind }) => (importKind ?? exportKind) === 'type');
      check(node, node.source?.value, kind === 'type' || allTypes);
    };
    return {
      ImportDeclaration: checkStatement,
      ExportNamedDeclaration: checkStatement,
      ExportAllDeclaration: checkStatement,
      ImportExpression: (node) => check(node, node.source.value, false),
      TSImportType: (node) => check(node, node.source?.value ?? node.argument?.literal?.value, true),
    };
  },
};

function allows(layer, file, target, inProject, isType) {
  if (!inProject) return layer.packages.test(target);
  if (layer.project.test(target) || (isType && layer.types?.test(target))) return !crossesAdapters(file, target);
  return layer.own !== undefined && layer.own.exec(file)?.[0] === layer.own.exec(target)?.[0];
}

/** One host's adapter never uses another's: each folder of host/ can be deleted whole. */
function crossesAdapters(file, target) {
  const adapter = /^src\/host\/([^/]+)\//;
  const [from, to] = [adapter.exec(file)?.[1], adapter.exec(target)?.[1]];
  return from !== undefined && to !== undefined && from !== to;
}
