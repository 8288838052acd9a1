import { expect } from '@open-wc/testing';
import type { Door } from '../../src/creatio/creatio-element.ts';
import { kinds } from '../../src/creatio/element-kinds.ts';
import { register } from '../../src/creatio/register.ts';
import type { Kit } from '../../src/host/creatio/kit.ts';
import { FakeKit } from './fake-kit.ts';

const door = {} as Door;
const types = ['usr.LicensesTab', 'usr.GrantRecall', 'usr.SessionManager', 'usr.LicenseSelfTest'];

// One after the other: a page never forgets an element.
describe('the elements', () => {
  it('are not registered while a tag is somebody else’s, and what was done stays done', () => {
    const kit = new FakeKit();
    const refusing: Kit = {
      registerViewElement(element) {
        if (element.type === 'usr.GrantRecall') throw new Error('the registry is closed');
        kit.registerViewElement(element);
      },
    };
    expect(() => register(refusing, door)).to.throw('the registry is closed');
    expect(kit.registered.map(({ type }) => type)).to.deep.equal(['usr.LicensesTab']);
    register(kit, door);
    expect(kit.registered.map(({ type }) => type)).to.deep.equal(types);
  });

  it('are registered once, also by another version in the same page', () => {
    const kit = new FakeKit();
    const classes = kinds.map(({ tag }) => customElements.get(tag));
    register(kit, door);
    register(kit, {} as Door);
    expect(kit.registered).to.deep.equal([]);
    expect(kinds.every(({ tag }, at) => customElements.get(tag) === classes[at])).to.equal(true);
  });

  it('have the tag, the inputs and the outputs that the host is told of', () => {
    for (const { tag, inputs } of kinds) {
      const { prototype } = customElements.get(tag)!;
      for (const input of inputs) expect(Object.getOwnPropertyDescriptor(prototype, input)?.set, input).to.be.a('function');
    }
  });
});

describe('a page that has another element of such a tag', () => {
  it('is told in one sentence', () => {
    const { get } = customElements;
    customElements.get = () => HTMLElement;
    try {
      expect(() => register(new FakeKit(), door)).to.throw("License administration can't start: this page has another <usr-licenses-tab>.");
    } finally {
      customElements.get = get;
    }
  });
});
