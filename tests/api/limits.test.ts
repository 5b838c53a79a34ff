import { sql } from "drizzle-orm";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { newToken } from "@/lib/tokens/rules";
import { basic, PASSWORD, type TestMember } from "../support/api-client";
import { servedApi } from "../support/served-api";

const api = servedApi({ hasLimits: true });
let susan: TestMember;

beforeAll(async () => {
  susan = await api.member("susan");
});
beforeEach(async () => {
  await api.db.execute(sql`truncate rate_limits`);
});

const times = async (count: number, work: (number: number) => Promise<{ status: number }>) => {
  const statuses: number[] = [];
  for (let number = 0; number < count; number += 1) statuses.push((await work(number)).status);
  return statuses;
};

const tally = (statuses: number[]) =>
  Object.fromEntries(
    [...new Set(statuses)].map((status) => [status, statuses.filter((s) => s === status).length]),
  );

describe("limits", () => {
  it("are told with every answer", async () => {
    const { headers } = await api.call("/api/me", { token: susan.token });
    expect(headers.get("ratelimit-policy")).toBe('"api-token";q=300;w=300, "api-member";q=1500;w=300');
    expect(headers.get("ratelimit")).toBe('"api-token";r=299;t=300, "api-member";r=1499;t=300');
    expect(headers.get("x-ratelimit-limit")).toBe("300");
    expect(headers.get("x-ratelimit-remaining")).toBe("299");
    expect(Number(headers.get("x-ratelimit-reset")) - Date.now() / 1000).toBeGreaterThan(290);
  });

  it("hold for a token: 300 in five minutes, and then say when to come back", async () => {
    const token = await api.token(susan.id);
    const replies = [];
    for (let wave = 0; wave < 10; wave += 1) {
      replies.push(...(await Promise.all(Array.from({ length: 31 }, () => api.call("/api/me", { token })))));
    }
    expect(tally(replies.map(({ status }) => status))).toEqual({ 200: 300, 429: 10 });
    const refused = replies.find(({ status }) => status === 429);
    expect(refused?.json).toMatchObject({ error: "Too Many Requests", message: expect.any(String) });
    expect(Number(refused?.headers.get("retry-after"))).toBeGreaterThan(290);
    expect(refused?.headers.get("ratelimit")).toMatch(/^"api-token";r=0;t=\d+$/);
    expect((await api.call("/api/me", { token: await api.token(susan.id) })).status).toBe(200);
  });

  it("hold for what is written: 30 posts in ten minutes", async () => {
    const kim = await api.member("kim");
    const post = (number: number) =>
      api.call("/api/posts", { method: "POST", token: kim.token, body: { body: `Number ${number}` } });
    expect(tally(await times(32, post))).toEqual({ 201: 30, 429: 2 });
  });

  it("hold for guessed passwords as on the site: ten for an account, the right one included", async () => {
    const guess = (password: string) =>
      api.call("/api/tokens", { method: "POST", headers: basic("susan", password) });
    expect(tally(await times(12, (number) => guess(`wrong ${number}`)))).toEqual({ 401: 10, 429: 2 });
    expect((await guess(PASSWORD)).status).toBe(429);
  });

  it("hold for an address that becomes many members", async () => {
    const register = (number: number) =>
      api.call("/api/users", {
        method: "POST",
        body: { username: `m${number}`, email: `m${number}@example.com`, password: PASSWORD },
      });
    expect(tally(await times(7, register))).toEqual({ 201: 5, 429: 2 });
  });

  // Last: it shuts this address out for a minute.
  it("hold for guessed tokens: 30 a minute, well-formed or not, and then for every token", async () => {
    const guesses = await times(40, (number) =>
      api.call("/api/me", { token: number % 2 === 0 ? newToken() : "mbp_nonsense" }),
    );
    expect(tally(guesses)).toEqual({ 401: 30, 429: 10 });
    expect((await api.call("/api/me", { token: susan.token })).status).toBe(429);
  });
});
