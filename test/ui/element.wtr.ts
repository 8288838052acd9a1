import { expect } from '@open-wc/testing';
import { define } from '../../src/ui/element.ts';

it('defines a tag once: loading the module again changes nothing and throws nothing', () => {
  class First extends HTMLElement {}
  define('test-define-once', First);
  define('test-define-once', class Second extends HTMLElement {});
  expect(customElements.get('test-define-once')).to.equal(First);
});
