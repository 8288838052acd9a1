const name = 'system-designer.sign-in';

/** Tells the other tabs of this browser, which share the cookie, that there is a session again. */
export function tellSignIn(): void {
  const channel = new BroadcastChannel(name);
  channel.postMessage(null);
  channel.close();
}

/** Returns the function that ends listening. */
export function onSignIn(listener: () => void): () => void {
  const channel = new BroadcastChannel(name);
  channel.addEventListener('message', listener);
  return () => channel.close();
}
