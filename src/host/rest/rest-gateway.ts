import { LicensingError } from '../../licensing/errors.ts';
import type { LicensingGateway } from '../../licensing/gateway.ts';
import { parse } from '../parse.ts';
import { type RestOptions, createRestApi, outcomes } from './rest-api.ts';
import * as wire from './wire.ts';

/** Every request this adapter makes. */
const requests = {
  capabilities: () => 'capabilities',
  userLicenses: (userId: string) => `users/${encodeURIComponent(userId)}/licenses`,
  applyBatch: () => 'batches',
  events: (userId: string) => `events?userId=${encodeURIComponent(userId)}`,
};

/** The gateway for a host that speaks the licensing API. */
export function createRestGateway(options: RestOptions): LicensingGateway {
  const { read, stream, events } = createRestApi(options);
  return {
    capabilities: (signal) => read(requests.capabilities(), wire.capabilities, signal),

    async userLicenses(userId, signal) {
      const answer = await read(requests.userLicenses(userId), wire.userLicenses, signal);
      // Changing the wrong person's licenses is the worst this screen could do.
      if (answer.user.id !== userId) throw new LicensingError('unexpected-shape', 'user.id: another user than asked for');
      return answer;
    },

    applyBatch(batch, signal) {
      const lines = stream(requests.applyBatch(), { method: 'post', json: batch, signal });
      return outcomes(lines, batch.items.map(({ key }) => key), (line) => {
        const answer = parse(line, wire.batchLine);
        return answer.line === 'end' ? null : [answer.key, { ...answer, retryable: answer.code === 'server' || answer.code === 'conflict' }];
      });
    },

    events: (userId, signal) => events(requests.events(userId), wire.event, signal),
  };
}
