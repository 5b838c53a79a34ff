import { mkdtempSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it, vi } from "vitest";
import { note } from "../support/figures";
import { startMachines } from "../support/machines";
import { SECRET } from "../support/server";
import { tellStories } from "../support/stories";

const MACHINES = 3;
/** One dies after so many stories. */
const BEFORE = 15;
const WITHIN_MS = 480_000;

// Kept mails are read in some stories: these machines have one disk for them.
const mails = mkdtempSync(join(tmpdir(), "microblog-machines-"));
const site = startMachines(MACHINES, () => ({ DATA_DIR: mails }));
afterAll(() => rm(mails, { recursive: true }));

it(
  "on three machines every story of a browser goes as on one, while one of them is killed",
  async () => {
    const telling = await tellStories("tests/safety/playwright.config.ts", {
      ...{ APP_URL: site.balancer.url, DATABASE_URL: site.fresh.url, DATA_DIR: mails },
      ...{ AUTH_SECRET: SECRET, RATE_LIMITS: "off" },
    });
    await vi.waitFor(() => expect(telling.count()).toBeGreaterThanOrEqual(BEFORE), WITHIN_MS);
    const before = [...site.balancer.answers];
    const killedAt = Date.now();
    site.kill(0);
    const stories = await telling.over;

    const twice = stories.filter(({ tries }) => tries.length > 1);
    expect(stories.filter(({ tries }) => !tries.at(-1)?.isGood).map(({ title }) => title)).toEqual([]);
    // A form that the dead machine had in its hands is the one thing that a balancer may not send again.
    const isDisturbed = ({ tries: [first] }: (typeof stories)[number]) =>
      first !== undefined && first.from <= killedAt && killedAt <= first.to;
    expect(twice.filter((story) => !isDisturbed(story)).map(({ title }) => title)).toEqual([]);
    expect(stories.filter(({ tries }) => (tries[0]?.from ?? 0) > killedAt).length).toBeGreaterThan(BEFORE);
    expect(Math.min(...before)).toBeGreaterThan(50);
    expect(site.balancer.answers[0]).toBe(before[0]);
    const lost = `${site.balancer.lost.length} forms in the hands of the dead one`;
    note(
      "M2",
      `every story of a browser on ${MACHINES} machines, one of them killed`,
      `${stories.length} told, ${twice.length} of them twice (${lost})`,
    );
  },
  WITHIN_MS,
);
