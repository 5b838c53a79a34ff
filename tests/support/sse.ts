/** One event of a stream, as the browser would take it apart. */
export interface ServerSentEvent {
  event?: string;
  id?: string;
  data?: unknown;
}

/** Reads a stream of server-sent events and gives them out as they come; comments and `retry` are left out. */
export async function* eventsOf(body: ReadableStream<Uint8Array>): AsyncGenerator<ServerSentEvent> {
  let text = "";
  for await (const chunk of body.pipeThrough(new TextDecoderStream() as never)) {
    text += chunk;
    const blocks = text.split("\n\n");
    text = blocks.pop() ?? "";
    for (const block of blocks) {
      const fields = Object.fromEntries(
        block.split("\n").map((line) => [line.split(":")[0], line.slice(line.indexOf(":") + 1).trim()]),
      );
      const { retry: _, ...event } = fields;
      if ("data" in event) yield { ...event, data: event.data ? JSON.parse(event.data) : undefined };
    }
  }
}
