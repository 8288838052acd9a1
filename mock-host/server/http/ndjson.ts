/** A line an outcome, as they come, and `end`. A client that leaves stops the work after the transaction under way. */
export function ndjson(outcomes: AsyncGenerator<object>): Response {
  const encoder = new TextEncoder();
  const line = (value: object) => encoder.encode(`${JSON.stringify(value)}\n`);
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await outcomes.next();
      if (!done) return controller.enqueue(line({ line: 'outcome', ...value }));
      controller.enqueue(line({ line: 'end' }));
      controller.close();
    },
    async cancel() {
      await outcomes.return(undefined);
    },
  });
  return new Response(body, { headers: { 'content-type': 'application/x-ndjson', 'cache-control': 'no-store', 'x-accel-buffering': 'no' } });
}
