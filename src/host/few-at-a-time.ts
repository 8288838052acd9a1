/** Does some work for each item, for so many at a time, beginning with the first. Rejects as soon as one fails; none is begun after that. */
export async function fewAtATime<T>(items: Iterable<T>, most: number, work: (item: T) => Promise<void>): Promise<void> {
  const left = [...items].reverse();
  const worker = async (): Promise<void> => {
    while (left.length) {
      try {
        await work(left.pop()!);
      } catch (error) {
        left.length = 0;
        throw error;
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(most, left.length) }, worker));
}
