import { expect } from '@open-wc/testing';
import { LitElement } from 'lit';
import { Observed, type Source } from '../../src/ui/observe.ts';

class Watching extends LitElement {
  readonly observed = new Observed<string>(this);
  override render(): unknown {
    return this.observed.value;
  }
}
customElements.define('test-observe', Watching);

/** A source that counts who listens. */
class Counted implements Source<string> {
  readonly listeners = new Set<(value: string) => void>();
  subscribe(next: (value: string) => void) {
    this.listeners.add(next);
    next('first');
    return { unsubscribe: () => void this.listeners.delete(next) };
  }
  tell(value: string): void {
    for (const listener of this.listeners) listener(value);
  }
}

let element: Watching;
beforeEach(() => document.body.append((element = new Watching())));
afterEach(() => element.remove());

const shown = async (): Promise<string | null | undefined> => {
  await element.updateComplete;
  return element.shadowRoot?.textContent;
};

it('renders every value', async () => {
  const source = new Counted();
  element.observed.follow(source);
  expect(await shown()).to.equal('first');
  source.tell('second');
  expect(await shown()).to.equal('second');
});

it('subscribes once, lets go when the element leaves, and takes up again when it is back', async () => {
  const source = new Counted();
  element.observed.follow(source);
  expect(source.listeners.size).to.equal(1);
  element.remove();
  expect(source.listeners.size).to.equal(0);
  document.body.append(element);
  expect(source.listeners.size).to.equal(1);
});

it('follows one source at a time, and none when told so', async () => {
  const [one, two] = [new Counted(), new Counted()];
  element.observed.follow(one);
  element.observed.follow(two);
  two.tell('two');
  one.tell('one');
  expect([one.listeners.size, two.listeners.size, await shown()]).to.deep.equal([0, 1, 'two']);
  element.observed.follow();
  expect([two.listeners.size, element.observed.value]).to.deep.equal([0, undefined]);
});

it('an element that is in no page does not subscribe', () => {
  const source = new Counted();
  new Watching().observed.follow(source);
  expect(source.listeners.size).to.equal(0);
});
