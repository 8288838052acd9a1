const message = 'Texts live in src/text/: this template says “{{words}}” by itself.';
const spokenAttributes = /\s(?:title|alt|placeholder|label|aria-label|aria-description|aria-roledescription)=(["'])([^"']*)\1/g;
const letters = /\p{L}{2,}/u;

/** In html`…`: words between tags, and words in attributes that are shown or read aloud. */
export const noLiteralTextRule = {
  meta: { type: 'problem', schema: [], messages: { literal: message } },
  create(context) {
    return {
      TaggedTemplateExpression(node) {
        if (node.tag.name !== 'html') return;
        // A binding becomes a control character, which is neither letter nor markup and keeps tags whole.
        const template = node.quasi.quasis.map(({ value }) => value.raw).join('\u0001').replace(/<!--[\s\S]*?-->/g, '');
        const spoken = [...template.matchAll(spokenAttributes)].map((match) => match[2]);
        const between = template.replace(/<[^<>]*>/g, '\u0000').replace(/&#?\w+;/g, ' ').split('\u0000');
        const words = [...spoken, ...between].map((text) => text.replaceAll('\u0001', ' ').trim()).find((text) => letters.test(text));
        if (words !== undefined) context.report({ node, messageId: 'literal', data: { words: words.slice(0, 40) } });
      },
    };
  },
};
