import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { exportTasks, messages } from "@/db/schema";
import type { TestMember } from "../support/api-client";
import { servedApi } from "../support/served-api";

const api = servedApi();
let susan: TestMember;
let kim: TestMember;
let stranger: TestMember;

beforeAll(async () => {
  susan = await api.member("susan");
  kim = await api.member("kim");
  stranger = await api.member("stranger");
});

const send = (body: unknown, headers: Record<string, string> = {}) =>
  api.call("/api/messages", { method: "POST", token: susan.token, body, headers });
const box = async (member: TestMember, name = "inbox") =>
  (await api.call(`/api/messages?box=${name}`, { token: member.token })).json.items;
const unread = async (member: TestMember, since = 0) =>
  (await api.call(`/api/notifications?since=${since}`, { token: member.token })).json;

describe("messages", () => {
  it("reach one person, and are read by the two of them only", async () => {
    const sent = await send({ recipient_id: kim.id, body: "Between us" });
    expect(sent).toMatchObject({
      status: 201,
      json: { body: "Between us", is_mine: true, person: { id: kim.id, username: "kim" } },
    });
    expect(await box(kim)).toMatchObject([{ body: "Between us", is_mine: false, person: { id: susan.id } }]);
    expect(await box(susan, "sent")).toEqual([sent.json]);
    expect(await box(susan)).toEqual([]);
    for (const name of ["inbox", "sent"]) expect(await box(stranger, name)).toEqual([]);
  });

  it("are counted until they are marked as read", async () => {
    const before = await unread(kim);
    expect(before.items).toMatchObject([{ name: "unread_message_count", data: 1 }]);
    const since = before.items[0].timestamp;
    expect((await unread(kim, since)).items).toEqual([]);
    await box(kim);
    expect((await unread(kim, since)).items).toEqual([]);
    expect((await api.call("/api/messages/read", { method: "PUT", token: kim.token })).status).toBe(204);
    expect((await unread(kim, since)).items).toMatchObject([{ data: 0 }]);
  });

  it("are sent once of fifty requests at once", async () => {
    const once = () => send({ recipient_id: kim.id, body: "Only once" }, { "idempotency-key": "fifty" });
    const replies = await Promise.all(Array.from({ length: 50 }, once));
    expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([201]));
    expect(new Set(replies.map(({ json }) => json.id)).size).toBe(1);
    expect(await api.db.$count(messages, eq(messages.body, "Only once"))).toBe(1);
    const other = await send({ recipient_id: kim.id, body: "Another" }, { "idempotency-key": "fifty" });
    expect(other.status).toBe(422);
  });

  it.each([
    [{ recipient_id: 999_999, body: "x" }, 404],
    [{ recipient_id: "1", body: "x" }, 400],
    [{ recipient_id: 0, body: "x" }, 400],
    [{ body: "x" }, 400],
    [{ recipient_id: 1, body: " " }, 400],
    [{ recipient_id: 1, body: "x".repeat(141) }, 400],
    [{ recipient_id: 1, body: "x", sender_id: 2 }, 400],
  ])("are refused when they are %j", async (body, status) => {
    expect((await send(body)).status).toBe(status);
  });
});

describe("an export", () => {
  it("is begun once, and told about until it is done", async () => {
    const start = () => api.call("/api/exports", { method: "POST", token: susan.token });
    const [first, again] = [await start(), await start()];
    expect(first).toMatchObject({ status: 202, json: { state: "running", percent: 0, post_count: null } });
    expect(again).toMatchObject({ status: 202, json: { id: first.json.id } });
    expect(await api.db.$count(exportTasks, eq(exportTasks.userId, susan.id))).toBe(1);
    const { json } = await api.call("/api/exports", { token: susan.token });
    expect(json.items).toEqual([first.json]);
    expect((await api.call("/api/exports", { token: kim.token })).json.items).toEqual([]);
  });
});
