// A plugin as the shell sees one: it shows what it was given and does as its test tells it.
export const mounts = [];

export function mount(container, host) {
  if (globalThis.fakePluginFails) throw new Error('broken plugin');
  const place = document.createElement('p');
  place.textContent = `for ${host.view.userId}`;
  container.append(place);
  const mounted = { host, updates: [], disposed: 0, leave: async () => true };
  mounts.push(mounted);
  return {
    update: (changes) => mounted.updates.push(changes),
    canLeave: () => mounted.leave(),
    dispose() {
      mounted.disposed += 1;
      place.remove();
    },
  };
}
