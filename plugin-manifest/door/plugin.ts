// What the federated container exposes as `./plugin`. The build leads the import to the plain build's entry.
export * from '../../src/plugin.ts';
