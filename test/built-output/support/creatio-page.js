// Runs in the page before any module, as Creatio's own scripts do: its kit as a module of the page's RequireJS.
/* global define */
const registered = [];
const kit = {
  registerViewElement: (element) => registered.push(element),
  SysValuesService: class {
    loadSysValues = async () => ({
      userCulture: { displayValue: 'en-US' },
      userTimezoneCode: 'UTC',
      userContact: { value: '5b9f9b24-6f0a-4d63-8a29-0d3f1f3f0001', displayValue: 'Anna Bell' },
      user: { value: '00000009-0000-4000-8000-000000000001', displayValue: 'anna' },
    });
  },
  RightsService: class {
    getCanExecuteOperation = async () => true;
  },
};

window.creatio = { kit, registered, offer: () => define('@creatio-devkit/common', [], () => kit) };
if (!location.search.includes('late')) window.creatio.offer();

/** Loads the remote as Creatio's loader does, and answers the only feature it has. */
window.creatio.discover = async (entry = '/creatio/remoteModuleEntry.js') => {
  const container = await import(entry);
  await container.init({});
  const module = (await container.get('./Main'))();
  return { container, definition: module.default, feature: module.default.features[0] };
};
