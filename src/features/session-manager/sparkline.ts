import { type SVGTemplateResult, nothing, svg } from 'lit';

interface Sample {
  readonly at: number;
  readonly count: number;
}

export const WIDTH = 144;
export const HEIGHT = 32;

/** Where samples lie, `x,y` each, later ones to the right, and more higher up from a ground of none. */
export function sparkPoints(samples: readonly Sample[]): string[] {
  const [first, last] = [samples[0], samples.at(-1)];
  if (!first || !last || first.at === last.at) return [];
  const most = Math.max(1, ...samples.map(({ count }) => count));
  const round = (value: number): number => Math.round(value * 10) / 10;
  return samples.map(({ at, count }) => {
    const x = ((at - first.at) / (last.at - first.at)) * WIDTH;
    return `${round(x)},${round(HEIGHT - (count / most) * (HEIGHT - 2))}`;
  });
}

/** A line over time with nothing but its course; what it says in words stands beside it. */
export function renderSparkline(samples: readonly Sample[], label: string): SVGTemplateResult | typeof nothing {
  const points = sparkPoints(samples);
  if (!points.length) return nothing;
  return svg`<svg role="img" aria-label=${label} viewBox="0 0 ${WIDTH} ${HEIGHT}" preserveAspectRatio="none">
    <polygon class="area" points="0,${HEIGHT} ${points.join(' ')} ${WIDTH},${HEIGHT}"></polygon>
    <polyline class="line" points=${points.join(' ')}></polyline>
  </svg>`;
}
