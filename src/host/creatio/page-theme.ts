/** Red, green and blue from 0 to 1, and how opaque; null for a way of writing a colour that browsers do not compute to. */
function channels(colour: string): readonly [number, number, number, number] | null {
  const [, name, rest = ''] = /^(rgba?|color)\((?:srgb )?([^)]*)\)$/.exec(colour) ?? [];
  const [red, green, blue, alpha = 1] = rest.split(/[\s,/]+/).map(Number);
  if (!name || [red, green, blue, alpha].some((part) => !Number.isFinite(part))) return null;
  const most = name === 'color' ? 1 : 255;
  return [red! / most, green! / most, blue! / most, alpha];
}

/** Whether a colour is a dark one; null: it hardly covers what is behind it, or can't be read. */
export function isDark(colour: string): boolean | null {
  const [red, green, blue, alpha] = channels(colour) ?? [0, 0, 0, 0];
  return alpha < 0.5 ? null : 0.2126 * red + 0.7152 * green + 0.0722 * blue < 0.5;
}

/**
 * Whether the page is light or dark around an element: by the surface that the host's theme names, else by what is behind the
 * element. The host's kit tells nothing of its theme that we know.
 */
export function pageTheme(place: Element): 'light' | 'dark' {
  const surface = document.createElement('i');
  surface.style.cssText = 'display: none; background: var(--crt-color-background-base, var(--crt-palette-background))';
  (place.shadowRoot ?? place).append(surface);
  let dark = isDark(getComputedStyle(surface).backgroundColor);
  surface.remove();
  for (let node: Node | null = place; node && dark === null; node = node.parentNode ?? (node as Partial<ShadowRoot>).host ?? null) {
    if (node instanceof Element) dark = isDark(getComputedStyle(node).backgroundColor);
  }
  // Nothing is painted: what is left is the browser's own canvas.
  dark ??= /dark/.test(getComputedStyle(place).colorScheme) && matchMedia('(prefers-color-scheme: dark)').matches;
  return dark ? 'dark' : 'light';
}
