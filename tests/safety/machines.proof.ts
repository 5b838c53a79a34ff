import { sql } from "drizzle-orm";
import { afterAll, describe, expect, it, vi } from "vitest";
import { type Providers, startProviders } from "../support/fakes/providers";
import { note } from "../support/figures";
import { startMachines } from "../support/machines";
import { PASSWORD } from "../support/members";
import { ask, hiddenOn, post } from "../support/server";

const MACHINES = 3;
const PEOPLE = 6;
const POSTS_EACH = 6;
let fake: Providers;
const site = startMachines(
  MACHINES,
  () => ({ RESEND_API_KEY: "re_key", RESEND_BASE_URL: fake.url }),
  async () => {
    fake = await startProviders();
  },
);
const { fresh } = site;
afterAll(() => fake?.close());

/** Sends a form, and once more where the machine that had it died before it answered, as a person would. */
async function submit(path: string, fields: Record<string, string>, cookie = "") {
  const headers = cookie ? { cookie } : undefined;
  const hidden = await hiddenOn(site.balancer.url + path, Object.keys(fields)[0] ?? "", headers);
  const send = () => post(site.balancer.url + path, { ...hidden, ...fields }, headers);
  const answer = await send();
  return answer.status === 502 ? send() : answer;
}

const cookieOf = (headers: { "set-cookie"?: string[] }) =>
  (headers["set-cookie"] ?? []).map((line) => line.split(";", 1)[0]).join("; ");

/** Joins, signs in, writes and reads, each step wherever the balancer leads; gives the session's cookie. */
async function live(username: string): Promise<string> {
  const account = { username, email: `${username}@example.org` };
  await submit("/auth/register", { ...account, password: PASSWORD, passwordAgain: PASSWORD });
  const cookie = cookieOf(
    (await submit("/auth/login", { identifier: username, password: PASSWORD })).headers,
  );
  for (let number = 1; number <= POSTS_EACH; number += 1) {
    const body = `${username} writes ${number}`;
    expect((await submit("/", { body }, cookie)).status).toBe(303);
    // Whoever answers next knows of it.
    expect((await ask(`${site.balancer.url}/user/${username}`, { headers: { cookie } })).body).toContain(
      body,
    );
  }
  return cookie;
}

describe("three machines on one database", () => {
  it("are one site: what one does the others know, and a form of one is taken by another", async () => {
    await live("first");
    expect(site.balancer.answers.every((count) => count >= 3)).toBe(true);
    expect(site.balancer.lost).toEqual([]);
    note(
      "M2",
      `${MACHINES} machines are one site: forms of one are taken by another`,
      `answers ${site.balancer.answers}`,
    );
    await vi.waitFor(
      () => expect(fake.mails.filter(({ to }) => to[0] === "first@example.org")).toHaveLength(1),
      {
        timeout: 15_000,
      },
    );
  });

  it("go on when one is killed in the middle: nobody is signed out, nothing that was answered is lost", async () => {
    const names = Array.from({ length: PEOPLE }, (_, index) => `person${index}`);
    const lives = Promise.all(names.map(live));
    await vi.waitFor(
      async () => {
        const [row] = await fresh.db.execute<{ count: number }>(
          sql`select count(*)::int as count from posts`,
        );
        expect(row?.count).toBeGreaterThan(POSTS_EACH + PEOPLE);
      },
      { timeout: 60_000 },
    );
    site.kill(0);
    const cookies = await lives;
    for (const [index, cookie] of cookies.entries()) {
      const page = await ask(`${site.balancer.url}/user/${names[index]}`, { headers: { cookie } });
      expect(page.status).toBe(200);
      for (let number = 1; number <= POSTS_EACH; number += 1)
        expect(page.body).toContain(`${names[index]} writes ${number}`);
    }
    const wanted = names.map((name) => `${name}@example.org`);
    await vi.waitFor(
      () =>
        expect(
          fake.mails
            .map(({ to }) => to[0])
            .filter((to) => wanted.includes(to ?? ""))
            .toSorted(),
        ).toEqual(wanted),
      { timeout: 60_000 },
    );
    // Forms that the dead machine was working on; sent again, they counted once.
    expect(site.balancer.lost.length).toBeLessThanOrEqual(PEOPLE);
    const counts = await fresh.db.execute<{ count: number }>(sql`
      select count(*)::int as count from posts group by author_id`);
    expect(counts.map(({ count }) => count)).toEqual(Array(PEOPLE + 1).fill(POSTS_EACH));
    expect(site.balancer.answers[0]).toBeGreaterThan(0);
    const reached = `0 of ${PEOPLE * POSTS_EACH} posts lost, ${site.balancer.lost.length} forms sent again`;
    note(
      "M2",
      `${MACHINES} machines, one killed in the middle: nobody signed out, nothing answered lost`,
      reached,
    );
  });
});
