import { setViewport as ask } from '@web/test-runner-commands';
import { until } from './until.ts';

/** Makes the page so large, and waits until it is: the runner only tells the browser to. */
export async function setViewport(size: { readonly width: number; readonly height: number }): Promise<void> {
  await ask(size);
  await until(() => innerWidth === size.width && innerHeight === size.height, `a page of ${size.width} × ${size.height} px`);
}
