import type { Kit } from '../host/creatio/kit.ts';
import { type Door, type ElementKind, elementOf } from './creatio-element.ts';
import { kinds } from './element-kinds.ts';

/** On the classes of ours, of whatever version: whether the host has been told of them. */
const registered = Symbol.for('license-admin registered');

type Ours = CustomElementConstructor & { [registered]?: boolean };

/**
 * Defines the elements and tells the host of them, each once in a page: of two versions of the plugin the first one serves.
 * @throws Error when the host refuses one, or a tag is somebody else's; what was done stays done
 */
export function register(kit: Kit, door: Door): void {
  for (const kind of kinds) {
    const element = define(kind, door);
    if (element[registered]) continue;
    const { type, tag, inputs, outputs } = kind;
    kit.registerViewElement({ type, selector: tag, inputs: named(inputs), outputs: named(outputs) });
    element[registered] = true;
  }
}

function define(kind: ElementKind, door: Door): Ours {
  const { tag } = kind;
  if (!customElements.get(tag)) customElements.define(tag, Object.assign(elementOf(kind, door), { [registered]: false }));
  const element = customElements.get(tag) as Ours;
  if (!(registered in element)) throw new Error(`License administration can't start: this page has another <${tag}>.`);
  return element;
}

const named = (names: readonly string[]): Record<string, object> => Object.fromEntries(names.map((name) => [name, {}]));
