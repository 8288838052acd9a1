/**
 * Counts until two counts in a row are the same, or one is as wanted: promises on their way and finalizers still hold
 * things. Answers the last one; what is left behind never is as wanted, however often it is counted.
 */
export async function settled<Count>(read: () => Promise<Count>, wanted?: Count): Promise<Count> {
  let last = await read();
  for (let turn = 0; turn < 40; turn++) {
    const next = await read();
    const isDone = JSON.stringify(next) === JSON.stringify(wanted ?? last);
    last = next;
    if (isDone) break;
  }
  return last;
}
