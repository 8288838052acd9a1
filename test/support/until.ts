/** After so many milliseconds what is waited for counts as hanging. Less than the runner gives a test, so that it is named. */
const HANGS = 50_000;

/** Waits until something is so, however long that takes on a busy machine. */
export async function until(what: () => unknown, why = String(what)): Promise<void> {
  const began = performance.now();
  while (!(await what())) {
    if (performance.now() - began > HANGS) throw new Error(`Not within ${HANGS / 1_000} seconds: ${why}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
