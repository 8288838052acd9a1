import { expect } from '@open-wc/testing';
import { hostTokens } from '../../src/creatio/host-tokens.ts';
import { tokens } from '../../src/ui/tokens.styles.ts';

let page: HTMLElement;
let view: HTMLElement;

beforeEach(() => {
  page = document.createElement('div');
  const element = page.appendChild(document.createElement('div')).attachShadow({ mode: 'open' });
  element.adoptedStyleSheets = [hostTokens];
  view = element.appendChild(document.createElement('div'));
  view.attachShadow({ mode: 'open' }).adoptedStyleSheets = [tokens.styleSheet!];
  document.body.append(page);
});
afterEach(() => page.remove());

/** What our own token has become, as browsers compute it. */
function colour(token: string): string {
  const probe = view.shadowRoot!.appendChild(document.createElement('i'));
  probe.style.color = `var(${token})`;
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}

const font = (): readonly string[] => {
  const probe = view.shadowRoot!.appendChild(document.createElement('i'));
  probe.style.font = 'var(--lic-font)';
  const { fontWeight, fontSize, lineHeight, fontFamily } = getComputedStyle(probe);
  probe.remove();
  return [fontWeight, fontSize, lineHeight, fontFamily];
};

describe('Creatio’s theme', () => {
  it('gives the plugin its colours', () => {
    page.style.cssText =
      '--crt-color-text-body: rgb(1, 1, 1); --crt-color-text-muted: rgb(2, 2, 2); --crt-color-background-base: rgb(3, 3, 3); --crt-color-background-secondary-subtle: rgb(4, 4, 4); ' +
      '--crt-color-border-base: rgb(5, 5, 5); --crt-palette-neutral-500: rgb(6, 6, 6); --crt-color-background-primary: rgb(7, 7, 7); --crt-color-text-on-primary: rgb(8, 8, 8); --crt-color-text-error: rgb(9, 9, 9)';
    const ours = ['text', 'quiet', 'surface', 'raised', 'line', 'border', 'accent', 'on-accent', 'error'];
    expect(ours.map((name) => colour(`--lic-${name}`))).to.deep.equal(ours.map((_, at) => `rgb(${at + 1}, ${at + 1}, ${at + 1})`));
  });

  it('and its type', () => {
    page.style.cssText = '--crt-body-2-font-weight: 500; --crt-body-2-font-size: 13px; --crt-body-2-line-height: 20px; --crt-body-2-font-family: Montserrat, sans-serif';
    expect(font()).to.deep.equal(['500', '13px', '20px', 'Montserrat, sans-serif']);
  });

  it('leaves what it does not name as it is further out, or the plugin’s own', () => {
    const own = colour('--lic-text');
    expect(own).to.match(/^rgb/);
    page.style.cssText = '--crt-palette-text-primary: rgb(1, 2, 3)';
    expect(colour('--lic-text')).to.equal('rgb(1, 2, 3)');
    expect(font()[1]).to.equal('14px');
  });
});
