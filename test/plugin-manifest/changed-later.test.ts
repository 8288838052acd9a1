import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { parseAst } from 'vite';
import { changedLater } from '../../plugin-manifest/changed-later.ts';
import type { SyntaxNode } from '../../plugin-manifest/syntax.ts';

const changed = (code: string): string[] => changedLater(parseAst(code) as unknown as SyntaxNode);

describe('an export changes later', () => {
  const later = [
    'let a; function set() { a = 1; } export { a };',
    'let a = 0; const set = () => a++; export { a as b };',
    'let a = 0; class Set { static { const f = () => { a += 1; }; } } export { a };',
    'let a; const set = (all) => { [a] = all; }; export { a };',
    'let a; const set = (all) => { ({ x: a = 1 } = all); }; export { a };',
    'let a; const set = (all) => { for (a of all); }; export { a };',
    'let a; const set = () => { const f = (a) => { a = 1; }; a = 2; }; export { a };',
  ];
  for (const code of later) test(code, () => assert.deepEqual(changed(code), ['a']));
});

describe('an export stays as it is', () => {
  const never = [
    'let a; a = 1; for (a of [1, 2]); a++; export { a };',
    'let a = {}; const set = () => { a.b = 1; a.c++; ({ x: a.d } = {}); }; export { a };',
    'let a; const f = (a) => { a = 1; }; const g = () => { let { x: a } = {}; a = 2; }; export { a };',
    'let a; const set = () => { a = 1; }; export { set };',
    'let a = 0; const g = () => { const f = () => { a = 1; }; let a; }; export { a };',
  ];
  for (const code of never) test(code, () => assert.deepEqual(changed(code), []));
});
