/** Comparisons between two yields: together well below a millisecond or two, whatever they compare. */
const STEP = 1024;

/**
 * Sorts in place, and yields every so often. Stable.
 * @param compare negative: the first goes before; of equal ones (0) the one that was before stays so
 */
export function* mergeSort(slots: Uint32Array, compare: (a: number, b: number) => number): Generator<void, void> {
  let from = slots;
  let to: Uint32Array = new Uint32Array(slots.length);
  let spent = 0;
  for (let width = 1; width < slots.length; width *= 2) {
    for (let start = 0; start < slots.length; start += 2 * width) {
      const middle = Math.min(start + width, slots.length);
      const end = Math.min(start + 2 * width, slots.length);
      let [left, right] = [start, middle];
      // Already in order: what is nearly sorted costs next to nothing.
      if (middle === end || compare(from[middle - 1]!, from[middle]!) <= 0) {
        to.set(from.subarray(start, end), start);
        spent++;
      } else {
        for (let at = start; at < end; at++) {
          const takeLeft = right === end || (left < middle && compare(from[left]!, from[right]!) <= 0);
          to[at] = takeLeft ? from[left++]! : from[right++]!;
          if (++spent >= STEP) {
            spent = 0;
            yield;
          }
        }
      }
      if (spent >= STEP) {
        spent = 0;
        yield;
      }
    }
    [from, to] = [to, from];
  }
  if (from !== slots) slots.set(from);
}
