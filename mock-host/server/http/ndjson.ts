/** A line an outcome, as they come, and `end`. */
export function ndjson(outcomes: AsyncGenerator<object>): Response {
  return ndjsonLines(withEnd(outcomes));
}

async function* withEnd(outcomes: AsyncGenerator<object>): AsyncGenerator<object> {
  for await (const outcome of outcomes) yield { line: 'outcome', ...outcome };
  yield { line: 'end' };
}

/**
 * A line a value, as they come; one that throws cuts the answer. A client that leaves stops the work after the transaction
 * under way.
 */
export function ndjsonLines(lines: AsyncGenerator<object>): Response {
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await lines.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(`${JSON.stringify(value)}\n`));
    },
    async cancel() {
      await lines.return(undefined);
    },
  });
  return new Response(body, { headers: { 'content-type': 'application/x-ndjson', 'cache-control': 'no-store', 'x-accel-buffering': 'no' } });
}
