import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type EventWriter, eventStream } from '../../../../mock-host/server/http/event-stream.ts';

/** A stream nobody reads yet, and whether its source has been left. */
async function open() {
  const state = { left: 0 };
  let writer: EventWriter | undefined;
  const answer = await eventStream(new Request('http://127.0.0.1/events'), {
    subscribe: (given) => {
      writer = given;
      return Promise.resolve(() => void state.left++);
    },
    mayListen: () => Promise.resolve(true),
  });
  return { answer, writer: writer!, state };
}

test('a reader that reads nothing is cut off once it is some megabytes behind, however few events those are', async () => {
  const { answer, writer, state } = await open();
  for (let number = 0; number < 4; number++) writer.send({ number, text: 'x'.repeat(1024 * 1024) });
  assert.equal(state.left, 0);
  writer.send({ number: 4 });
  writer.send({ number: 5 });
  assert.equal(state.left, 1);
  const text = await answer.text();
  assert.match(text, /"number":3/);
  assert.doesNotMatch(text, /"number":[45]/);
});

test('a reader that keeps up hears everything', async () => {
  const { answer, writer, state } = await open();
  const reader = answer.body!.getReader();
  await reader.read();
  let bytes = 0;
  for (let number = 0; number < 20; number++) {
    writer.send({ text: 'x'.repeat(1024 * 1024) });
    bytes += (await reader.read()).value!.length;
  }
  assert.ok(bytes > 20 * 1024 * 1024);
  assert.equal(state.left, 0);
  await reader.cancel();
  assert.equal(state.left, 1);
});
