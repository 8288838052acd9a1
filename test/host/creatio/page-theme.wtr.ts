import { expect } from '@open-wc/testing';
import { isDark, pageTheme } from '../../../src/host/creatio/page-theme.ts';

let box: HTMLElement;

beforeEach(() => {
  box = document.createElement('div');
  document.body.append(box);
});
afterEach(() => {
  box.remove();
  document.documentElement.removeAttribute('style');
});

describe('the theme of the page', () => {
  it('is that of the surface which the host’s theme names', () => {
    box.style.cssText = '--crt-color-background-base: #1b1f26; background: #fff';
    expect(pageTheme(box)).to.equal('dark');
    box.style.setProperty('--crt-color-background-base', 'color-mix(in srgb, #fff 90%, #000)');
    expect(pageTheme(box)).to.equal('light');
  });

  it('is that of what is behind the element, whatever shadow it is in', () => {
    box.style.background = 'rgb(20, 20, 30)';
    const inner = box.attachShadow({ mode: 'open' }).appendChild(document.createElement('div'));
    inner.style.background = 'rgb(255 255 255 / 10%)';
    const place = inner.appendChild(document.createElement('b'));
    expect(pageTheme(place)).to.equal('dark');
    inner.style.background = 'white';
    expect(pageTheme(place)).to.equal('light');
  });

  it('is light on a bare page, and leaves nothing there', () => {
    expect(pageTheme(box)).to.equal('light');
    expect(box.childNodes).to.have.length(0);
  });

  it('is read from colours as browsers compute them', () => {
    for (const [colour, dark] of [
      ['rgb(0, 0, 0)', true],
      ['rgba(0, 0, 0, 0.4)', null],
      ['rgb(255 255 255 / 0.9)', false],
      ['color(srgb 0.1 0.1 0.1)', true],
      ['color(srgb 0.9 0.9 0.9 / 0.2)', null],
      ['oklch(0.2 0 0)', null],
      ['', null],
    ] as const) {
      expect(isDark(colour), colour).to.equal(dark);
    }
  });
});
