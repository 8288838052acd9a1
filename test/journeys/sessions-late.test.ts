import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, it } from 'node:test';
import { MockHostClient } from '../mock-host/mock-host-client.ts';
import { SessionDesk, agents, assertReason, assertTold } from './support/session-desk.ts';
import { setStage } from './support/stage.ts';
import { Visitor } from './support/visitor.ts';

const stage = setStage(async () => ({ scenario: 'late-endings' }));

/** Has sessions end an hour after they were asked to; then that of this login in this browser is over at once. */
async function lateEndings(): Promise<{ overNow(login: string, agent: string): Promise<void> }> {
  const client = await MockHostClient.signIn(stage.host.url, 'it.admin');
  const takes = async (endDelaySeconds: number): Promise<void> => {
    assert.equal((await client.send('PUT', '/mock/v1/misbehaviour', { endDelaySeconds })).status, 200);
  };
  await takes(3_600);
  return {
    overNow: async (login, agent) => {
      await takes(0);
      const { items } = await client.json<{ items: { id: string; login: string; agent: string }[] }>(`/licensing/v1/sessions?search=${login}`);
      const { id } = items.find((session) => session.login === login && session.agent === agent)!;
      const answer = await client.send('POST', '/licensing/v1/sessions/end', { id: randomUUID(), sessionIds: [id], reason: null });
      assert.match(await answer.text(), /"effect":"ended"/);
    },
  };
}

describe('a host that takes its time', () => {
  it('BX-12 a session stays, ending, until the host says that it is over; only then is its user told', async () => {
    const admin = await Visitor.arrive(stage.browser, stage.host.url);
    const user = await Visitor.arrive(stage.browser, stage.host.url, { userAgent: agents.firefox });
    await Promise.all([admin.signIn('supervisor'), user.signIn('license.user')]);
    const late = await lateEndings();
    const desk = await SessionDesk.open(admin);
    await desk.filter('license.user');
    const session = desk.session('license.user', 'Firefox 141');
    await desk.endSession(session, 'Maintenance');
    await desk.reads(/1 on the way/);
    await session.getByText('Ending…').waitFor();
    // Still a session: it counts, it can't be asked to end again, and its user goes on.
    assert.equal(await session.getByRole('button', { name: /^End session/ }).getAttribute('aria-disabled'), 'true');
    assert.equal(await session.getByRole('checkbox').isDisabled(), true);
    assert.equal(await user.page.evaluate(async () => (await fetch('/auth/session')).status), 200);

    // Whoever arrives meanwhile sees the same, arranged as it was left. Creatio does not tell what is ending: there this browser knows.
    await admin.page.reload();
    await SessionDesk.arrived(admin);
    assert.equal(await admin.page.getByRole('searchbox').inputValue(), 'license.user');
    await session.getByText('Ending…').waitFor();
    assert.equal(await user.page.getByRole('dialog').count(), 0);

    await late.overNow('license.user', agents.firefox);
    await assertTold(user.page, 'An administrator ended your session.');
    await assertReason(user.page, 'Maintenance');
    await session.waitFor({ state: 'detached' });
    for (const visitor of [admin, user]) await visitor.leave();
  });
});
