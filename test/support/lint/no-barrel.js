/** An index file that only passes on what others export hides who uses what. */
export const noBarrelRule = {
  meta: { type: 'problem', schema: [], messages: { barrel: 'No index barrels: import from the file that owns the name.' } },
  create(context) {
    if (!/[\\/]index\.[cm]?[jt]s$/.test(context.filename)) return {};
    return {
      Program(node) {
        const passesOn = node.body.filter(({ type, source }) => type === 'ExportAllDeclaration' || (type === 'ExportNamedDeclaration' && source));
        if (passesOn.length > 0 && passesOn.length === node.body.length) context.report({ node, messageId: 'barrel' });
      },
    };
  },
};
