/** Defines a custom element, unless the page has one of that name already: loading a module twice must not throw. */
export function define(tag: string, element: CustomElementConstructor): void {
  if (!customElements.get(tag)) customElements.define(tag, element);
}
