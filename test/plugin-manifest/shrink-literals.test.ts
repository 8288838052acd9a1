import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { parseAst } from 'vite';
import { shrinkCss, shrinkHtml, shrinkLiterals } from '../../plugin-manifest/shrink-literals.ts';

describe('CSS', () => {
  const rows: [name: string, from: string, to: string][] = [
    ['whitespace around punctuation goes', ' a , b {\n  color: red ;\n  margin: 0;\n}\n', ' a,b{color:red;margin:0}'],
    ['comments go, with apostrophes and all', "a{/* don't */color:red}/* it's */b{}", 'a{color:red}b{}'],
    ['a descendant is not the element itself', 'a :hover { }', 'a :hover{}'],
    ['a condition keeps its words apart', '@media (width > 4px) and (hover) {}', '@media (width > 4px) and (hover){}'],
    ['sums keep their spaces', 'width: calc(1px + 2px - var(--a))', 'width:calc(1px + 2px - var(--a))'],
    ['strings stay as they are', 'content: " ;  { " \';  :\'', 'content:" ;  { " \';  :\''],
    ['a child selector keeps its spaces', 'a > b + c {}', 'a > b + c{}'],
  ];
  for (const [name, from, to] of rows) test(name, () => assert.equal(shrinkCss(from), to));
});

describe('HTML', () => {
  const rows: [name: string, from: string, to: string][] = [
    ['a line break with what is around it is one space', '<p>\n    a\n    b\n  </p>', '<p> a b </p>'],
    ['words in one line stay apart', '<b>a</b> <i>b</i>  c', '<b>a</b> <i>b</i>  c'],
    ['no space at the end of a tag', '<input\n  type="text"\n/>', '<input type="text"/>'],
    ['comments go', 'a<!-- b\n c -->d', 'ad'],
  ];
  for (const [name, from, to] of rows) test(name, () => assert.equal(shrinkHtml(from), to));
});

describe('templates', () => {
  test('each text is shrunk by itself, expressions stay', () => {
    const code = 'const s = css`\n  a { color: ${ x  ?  y : z } ; }\n`; const t = html`<p>\n  ${"a  \\n  b"}\n</p>`;';
    assert.equal(
      shrinkLiterals(code, parseAst),
      'const s = css` a{color:${ x  ?  y : z }}`; const t = html`<p> ${"a  \\n  b"} </p>`;',
    );
  });

  test('templates in templates', () => {
    assert.equal(shrinkLiterals('html`<a>\n ${b ? html`<c>\n</c>` : d}\n</a>`', parseAst), 'html`<a> ${b ? html`<c> </c>` : d} </a>`');
  });

  test('other templates and strings are none of its business', () => {
    const code = 'const a = `x  \n  y`; other`  \n  `; const b = "css`a { }`";';
    assert.equal(shrinkLiterals(code, parseAst), code);
  });
});
