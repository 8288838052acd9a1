/** Whether something is of the time since then until now, however long that took, as far as the clocks of two machines agree. */
export function isSince(began: number, at: number): boolean {
  return at > began - 60_000 && at < Date.now() + 60_000;
}
