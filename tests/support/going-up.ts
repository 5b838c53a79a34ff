import { readFileSync } from "node:fs";
import { afterEach, beforeAll, expect, vi } from "vitest";
import { endNow, freePort } from "./built-folder";
import type { Running } from "./command-line";
import { note } from "./figures";
import { PASSWORD } from "./members";
import { ask, hiddenOn, post } from "./server";

const GUIDE = readFileSync("docs/deploy.md", "utf8");

/**
 * The scene of a proof that a site goes up with what the guide names: a free port, programs that are ended
 * after each test, and somebody who joins.
 */
export function goingUp() {
  const running: Running[] = [];
  const site = { port: "", url: "" };
  beforeAll(async () => {
    site.port = String(await freePort());
    site.url = `http://127.0.0.1:${site.port}`;
  });
  afterEach(async () => {
    for (const one of running.splice(0)) {
      one.child.kill("SIGTERM");
      const late = setTimeout(() => endNow(one), 15_000);
      await one.ended;
      clearTimeout(late);
    }
  });
  return {
    get url() {
      return site.url;
    },
    get port() {
      return site.port;
    },
    keep(one: Running): Running {
      running.push(one);
      return one;
    },
    /** What the guide asks for, and nothing that it does not name; PORT lets it stand beside other copies. */
    documented(env: Record<string, string>): Record<string, string> {
      for (const name of Object.keys(env)) expect(GUIDE, name).toContain(name);
      return { ...env, PORT: site.port };
    },
    /** Somebody joins by the pages: schema, secret, forms and the enqueuing of jobs have to work for that. */
    async join(username: string, origin = site.url): Promise<void> {
      const page = `${site.url}/auth/register`;
      const headers = {
        host: new URL(origin).host,
        "x-forwarded-for": "192.0.2.1",
        "x-forwarded-proto": "https",
      };
      const hidden = await hiddenOn(page, "username", headers);
      const email = `${username}@example.org`;
      const account = { username, email, password: PASSWORD, passwordAgain: PASSWORD };
      const answer = await post(page, { ...hidden, ...account }, { ...headers, origin });
      expect(answer.status, answer.body.slice(0, 500)).toBe(303);
      expect(answer.headers.location).toContain("/auth/login");
    },
    mailbox: async (): Promise<string> => (await ask(`${site.url}/dev/mailbox`)).body,
  };
}

/** In development the page of the mailbox is compiled when it is asked for, which takes its time on a busy machine. */
const ARRIVES_WITHIN_MS = 90_000;

export const arrives = (read: () => unknown, what: string) =>
  vi.waitFor(async () => expect(await read()).toContain(what), { timeout: ARRIVES_WITHIN_MS });

/** Notes the figure. */
export const goesUpBy = (way: string) =>
  note("M1", `a fresh copy goes up by ${way}`, "somebody joined and got the mail");
