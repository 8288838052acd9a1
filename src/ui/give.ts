import { nothing } from 'lit';
import { Directive, type DirectiveResult, type ElementPart, directive } from 'lit/directive.js';

class Give extends Directive {
  override render(_properties: object): unknown {
    return nothing;
  }

  override update({ element }: ElementPart, [properties]: [object]): unknown {
    Object.assign(element, properties);
    return nothing;
  }
}

/** Sets properties of the element it stands in, all at once: templates can't tell which rows a generic element is of. */
export const give: <Element extends HTMLElement>(properties: Partial<Element>) => DirectiveResult = directive(Give);
