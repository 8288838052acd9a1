import type { Kit, KitDialog, KitSysValues, ViewElementRegistration } from '../../src/host/creatio/kit.ts';

/** A kit that notes what it is told and answers what the test says. */
export class FakeKit implements Kit {
  readonly registered: ViewElementRegistration[] = [];
  readonly dialogs: KitDialog[] = [];
  readonly rights: string[] = [];
  values: KitSysValues = {
    userCulture: { value: 'c1', displayValue: 'uk-UA' },
    userTimezoneCode: 'FLE Standard Time',
    userContact: { value: 'contact-1', displayValue: 'Anna Bell' },
    user: { value: 'a1', displayValue: 'anna' },
  };
  right: () => unknown = async () => true;
  chosen: unknown = 'confirm';
  loads = 0;
  outside = 0;

  registerViewElement(element: ViewElementRegistration): void {
    this.registered.push(element);
  }

  // Each is made anew for each call, as the host's are.
  readonly SysValuesService = made(() => ({
    loadSysValues: async () => {
      this.loads += 1;
      return this.values;
    },
  }));
  readonly RightsService = made(() => ({
    getCanExecuteOperation: async (operation: string) => {
      this.rights.push(operation);
      return this.right();
    },
  }));
  readonly DialogService = made(() => ({
    open: async (dialog: KitDialog) => {
      this.dialogs.push(dialog);
      return this.chosen;
    },
  }));
  readonly CrtZoneService = made(() => ({
    runOutside: <T>(run: () => T): T => {
      this.outside += 1;
      return run();
    },
  }));
}

/** A class whose instances are what a function makes. */
function made<T extends object>(make: () => T): new () => T {
  return class {
    constructor() {
      return make();
    }
  } as unknown as new () => T;
}
