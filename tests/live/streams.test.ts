import { afterEach, describe, expect, it } from "vitest";
import { mayOpenStream, Stream, streamsOf } from "@/lib/web/live/streams";
import { openOutlet } from "../support/outlet";
import { eventsOf } from "../support/sse";

const told = (name: string, data: number, timestamp: number) => ({ name, data, timestamp });

function open({ userId = 1, newestPost = 0, since = 0 } = {}) {
  const { outlet, body, leave } = openOutlet();
  const stream = new Stream({ userId, sessionHash: "hash", since, newestPost }, outlet);
  return { stream, body, leave };
}

async function everything(body: ReadableStream<Uint8Array>) {
  const events = [];
  for await (const event of eventsOf(body)) events.push(event);
  return events;
}

describe("a stream", () => {
  afterEach(() => {
    for (const stream of streamsOf()) stream.end();
  });

  it("begins by saying that it flows", async () => {
    const { stream, body } = open();
    stream.end();
    expect(await everything(body)).toEqual([{ event: "ready", data: undefined }]);
  });

  it("passes notifications on, with their time as the id to come back with", async () => {
    const { stream, body } = open();
    stream.tell(told("unread_message_count", 2, 1511812801.237711));
    stream.end();
    expect((await everything(body))[1]).toEqual({
      id: "1511812801.237711",
      data: { name: "unread_message_count", data: 2, timestamp: 1511812801.237711 },
    });
  });

  it("never tells an older state after a newer one of the same name", async () => {
    const { stream, body } = open();
    stream.tell(told("unread_message_count", 2, 20));
    stream.tell(told("unread_message_count", 1, 10));
    stream.tell(told("task_progress", 5, 15));
    stream.end();
    expect((await everything(body)).slice(1).map(({ id }) => id)).toEqual(["20", "15"]);
  });

  it("tells nothing that the page knows already", async () => {
    const { stream, body } = open({ since: 20 });
    stream.tell(told("unread_message_count", 2, 20));
    stream.tell(told("unread_message_count", 3, 21));
    stream.end();
    expect((await everything(body)).slice(1).map(({ id }) => id)).toEqual(["21"]);
  });

  it("counts a post above the shown ones once, and gives the count no id", async () => {
    const { stream, body } = open({ newestPost: 6 });
    stream.tellNews([6]);
    stream.tellNews([7, 8]);
    stream.tellNews([8]);
    stream.tellNews([9]);
    stream.end();
    const events = (await everything(body)).slice(1);
    expect(events.map(({ data }) => (data as { data: number }).data)).toEqual([2, 3]);
    expect(events.every(({ id }) => id === undefined)).toBe(true);
  });

  it("says so when the session is over, and only then", async () => {
    const [over, restarted] = [open(), open()];
    over.stream.end(true);
    restarted.stream.end();
    expect((await everything(over.body)).at(-1)?.event).toBe("end");
    expect((await everything(restarted.body)).at(-1)?.event).toBe("ready");
  });

  it("is forgotten when the browser goes", () => {
    const { leave } = open({ userId: 5 });
    expect(streamsOf([5])).toHaveLength(1);
    leave();
    expect(streamsOf([5])).toEqual([]);
  });

  it("lets go of a page that does not read any more", () => {
    const { stream } = open({ userId: 6 });
    for (let at = 1; at <= 1_000; at += 1) stream.tell(told("task_progress", at, at));
    expect(streamsOf([6])).toEqual([]);
  });

  it("is there for twenty tabs of one person at once", () => {
    for (let at = 0; at < 20; at += 1) open({ userId: 7 });
    expect(mayOpenStream(7)).toBe(false);
    expect(mayOpenStream(8)).toBe(true);
  });
});
