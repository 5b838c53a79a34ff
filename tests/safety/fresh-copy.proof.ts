import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { answered } from "../support/built-folder";
import { type FreshCopy, freshCopy } from "../support/fresh-copy";
import { arrives, goesUpBy, goingUp } from "../support/going-up";

const site = goingUp();
let copy: FreshCopy;
beforeAll(() => {
  copy = freshCopy();
}, 120_000);
afterAll(() => copy?.remove());

describe("a fresh copy of the repository, with nothing set", () => {
  it.each([
    ["npm start", ["start"], "ann"],
    ["npm run dev", ["run", "dev"], "bea"],
  ])("goes up by %s", async (way, words, username) => {
    await answered(`${site.url}/readyz`, site.keep(copy.npm(words, { PORT: site.port })), 240_000);
    await site.join(username);
    await arrives(site.mailbox, `${username}@example.org`);
    goesUpBy(way);
  });

  it("serves pages alone, with the jobs done by npm run worker", async () => {
    const server = site.keep(copy.npm(["start"], site.documented({ JOBS: "off" })));
    await answered(`${site.url}/healthz`, server, 240_000);
    await site.join("cleo");
    expect(await site.mailbox()).not.toContain("cleo@example.org");
    site.keep(copy.npm(["run", "worker"], site.documented({ JOBS: "off" })));
    await answered(`${site.url}/readyz`, server);
    await arrives(site.mailbox, "cleo@example.org");
    goesUpBy("npm start with JOBS=off, and npm run worker");
  });
});
