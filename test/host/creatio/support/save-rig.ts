import { createCreatioGateway } from '../../../../src/host/creatio/creatio-gateway.ts';
import { LicensingError, type LicensingErrorCode } from '../../../../src/licensing/errors.ts';
import type { Batch, LicensingGateway } from '../../../../src/licensing/gateway.ts';
import type { ItemOutcome } from '../../../../src/licensing/outcome.ts';
import { type BatchItem, itemKey } from '../../../../src/licensing/plan.ts';
import type { Change } from '../../../../src/licensing/rules.ts';
import type { FakeCreatio } from './fake-creatio.ts';

export const { signal } = new AbortController();

/** For `assert.rejects`: one of our errors. */
export const refused = (code: LicensingErrorCode) => (error: unknown): boolean => error instanceof LicensingError && error.code === code;

export const item = (change: Change, userId: string, productId: string, more: Partial<BatchItem> = {}): BatchItem => ({
  key: itemKey({ change, userId, productId }), change, userId, productId, seatVersion: 0, ...more,
});

export const batch = (...items: readonly BatchItem[]): Batch => ({ id: crypto.randomUUID(), items });

/** Without a gateway: from a page of its own. */
export async function apply(host: FakeCreatio, sent: Batch, gateway: LicensingGateway = createCreatioGateway(host.options)): Promise<ItemOutcome[]> {
  const outcomes = [];
  for await (const outcome of gateway.applyBatch(sent, signal)) outcomes.push(outcome);
  return outcomes;
}

/** How items ended, by effect or else by code. */
export const ends = (outcomes: readonly ItemOutcome[]): string[] => outcomes.map(({ outcome, effect, code }) => `${outcome} ${effect ?? code}`);
