import { rename, rm } from 'node:fs/promises';

/**
 * Replaces a folder as a whole by what is made in another one.
 * @param make writes into the folder it is given; when it rejects, nothing is replaced
 */
export async function replaceFolder(target: string, make: (work: string) => Promise<void>): Promise<void> {
  // Next to its final place, so that nobody ever loads half a build and a failed one changes nothing.
  const work = `${target}.${process.pid}`;
  try {
    await make(work);
    await rm(target, { recursive: true, force: true });
    await rename(work, target);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}
