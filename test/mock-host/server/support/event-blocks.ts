/**
 * The blocks of a stream of server-sent events, one at a time. Heartbeats are left out: how many there are is a matter of how
 * long a machine takes.
 */
export class EventBlocks {
  readonly #reader: ReadableStreamDefaultReader<Uint8Array>;
  readonly #decoder = new TextDecoder();
  #text = '';

  constructor(body: ReadableStream<Uint8Array>) {
    this.#reader = body.getReader();
  }

  /** Null = the stream has ended. */
  async next(): Promise<string | null> {
    for (;;) {
      const end = this.#text.indexOf('\n\n');
      if (end >= 0) {
        const block = this.#text.slice(0, end);
        this.#text = this.#text.slice(end + 2);
        if (block !== ': here') return block;
        continue;
      }
      const { done, value } = await this.#reader.read();
      if (done) return null;
      this.#text += this.#decoder.decode(value, { stream: true });
    }
  }

  /** Everything until the stream ends. */
  async rest(): Promise<string[]> {
    const blocks: string[] = [];
    for (let block = await this.next(); block !== null; block = await this.next()) blocks.push(block);
    return blocks;
  }

  close(): Promise<void> {
    return this.#reader.cancel();
  }
}
