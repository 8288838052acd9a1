import assert from 'node:assert/strict';
import { test } from 'node:test';
import { markShapes } from '../../plugin-manifest/pure-shapes.ts';

test('every call that makes a shape is marked, others are not', () => {
  assert.equal(
    markShapes('const id = z.string().check(z.minLength(1)); const key = id.check(z.maxLength(3)); use(id); a.z.b(); type T = z.output<S>;'),
    'const id = /* @__PURE__ */ z.string().check(/* @__PURE__ */ z.minLength(1)); ' +
      'const key = /* @__PURE__ */ id.check(/* @__PURE__ */ z.maxLength(3)); use(id); a.z.b(); type T = z.output<S>;',
  );
});
